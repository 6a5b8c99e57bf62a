import { findChosen } from '../../call/devices/device-wish.ts';
import type { DeviceLists } from '../../call/ports/local-media.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

export interface DeviceOption {
  /** Empty for what the system chooses. */
  readonly id: string;
  readonly label: string;
}

export interface DeviceMenuChoice {
  readonly options: readonly DeviceOption[];
  readonly selectedId: string;
  choose(id: string): void;
}

/** What there is to choose from, what is chosen, and how to choose another. */
export function useDeviceChoice(kind: keyof DeviceLists): DeviceMenuChoice {
  const { media, settings } = useApp();
  const t = useT();
  const devices = media.devices.value[kind];
  const chosen = findChosen(devices, settings.preferences.value[kind]);
  // Systems have a microphone and a speaker of their own choice, but not a camera.
  const options = kind === 'camera' ? devices : [{ id: '', label: t('device.systemDefault') }, ...devices];
  const fallbackId = kind === 'camera' ? (devices[0]?.id ?? '') : '';
  return {
    options,
    selectedId: (kind === 'camera' ? media.cameraId.value : null) ?? chosen?.id ?? fallbackId,
    choose(id) {
      settings.change({ [kind]: devices.find((device) => device.id === id) ?? null });
    },
  };
}

/** Whether this browser lets a page choose where sound is played: Safari does not. */
export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;
