import { Mic, MicOff, Video as VideoIcon, VideoOff } from 'lucide';
import { isTurnedOn } from '../../call/devices/device-state.ts';
import type { DeviceKind } from '../../call/ports/local-media.ts';
import { useApp } from '../context.ts';
import { DeviceMenu } from './device-menu.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';

const LOOKS = {
  microphone: {
    on: Mic,
    off: MicOff,
    turnOn: 'device.turnOnMicrophone',
    turnOff: 'device.turnOffMicrophone',
    id: 'mic',
    shortcut: 'M',
  },
  camera: {
    on: VideoIcon,
    off: VideoOff,
    turnOn: 'device.turnOnCamera',
    turnOff: 'device.turnOffCamera',
    id: 'camera',
    shortcut: 'V',
  },
} as const;

/** Turns a device on and off; pressed means wanted. One that the system holds looks as it is heard: off. A device that could not be had is asked for again. */
export function DeviceToggle({ kind }: { kind: DeviceKind }) {
  const { media } = useApp();
  const t = useT();
  const state = media[kind].value;
  const look = LOOKS[kind];
  const isOn = isTurnedOn(state);
  const isSilenced = state.status === 'silenced';

  return (
    <button
      type="button"
      class={`round-button ${isOn && !isSilenced ? '' : 'round-button--off'}`}
      aria-pressed={isOn}
      aria-label={t(isOn ? look.turnOff : look.turnOn)}
      title={`${t(isOn ? look.turnOff : look.turnOn)} (${look.shortcut})`}
      aria-keyshortcuts={look.shortcut}
      data-testid={look.id}
      onClick={() => void media.setEnabled(kind, !isOn)}
    >
      <Icon of={isOn && !isSilenced ? look.on : look.off} />
      {(state.status === 'unavailable' || isSilenced) && <span class="round-button__mark" aria-hidden="true" />}
    </button>
  );
}

/** With the arrow to its menu, where there is room for it. */
export function DeviceControl({ kind }: { kind: DeviceKind }) {
  return (
    <div class="device-control">
      <DeviceToggle kind={kind} />
      <DeviceMenu kind={kind} />
    </div>
  );
}
