import type { DeviceKind, DeviceLists, Facing, MediaDevice } from '../ports/local-media.ts';
import type { DeviceChoice, Preferences } from './preferences.ts';

/** Which of the browser's voice improvements are on. */
export type VoiceProcessing = Pick<Preferences, 'echoCancellation' | 'noiseSuppression' | 'autoGainControl'>;

/** What to ask the browser for. */
export interface CaptureWish {
  /** Null for whichever the browser takes by itself. */
  readonly deviceId: string | null;
  /** Which way a camera looks, where a person asked for that and not for a certain camera. */
  readonly facing: Facing | null;
  /** Null for a camera. */
  readonly voice: VoiceProcessing | null;
}

export interface Wanted {
  readonly kind: DeviceKind;
  readonly preferences: Preferences;
  /** What there is; empty as long as the browser has not been asked. */
  readonly devices: DeviceLists;
  readonly facing: Facing | null;
}

/** The device that was chosen, if it is there. */
export function findChosen(devices: readonly MediaDevice[], choice: DeviceChoice | null): MediaDevice | null {
  if (choice === null) return null;
  return devices.find(({ id }) => id === choice.id) ?? devices.find(({ label }) => label === choice.label) ?? null;
}

function deviceIdFor({ kind, preferences, devices, facing }: Wanted, present: CaptureWish | null): string | null {
  const choice = preferences[kind];
  if (choice === null || (kind === 'camera' && facing !== null)) return null;
  if (devices[kind].length === 0) return choice.id;
  // A device that is gone says so itself when its track ends; until then what is in use stays.
  return findChosen(devices[kind], choice)?.id ?? present?.deviceId ?? null;
}

/**
 * What should be asked for, given what the track that is in use was asked for with (null when there is none). A chosen
 * device that is not there costs nothing: whichever there is will do until it comes back.
 */
export function wishFor(wanted: Wanted, present: CaptureWish | null): CaptureWish {
  const { kind, preferences, facing } = wanted;
  const { echoCancellation, noiseSuppression, autoGainControl } = preferences;
  return {
    deviceId: deviceIdFor(wanted, present),
    facing: kind === 'camera' ? facing : null,
    voice: kind === 'microphone' ? { echoCancellation, noiseSuppression, autoGainControl } : null,
  };
}

export const isSameWish = (a: CaptureWish, b: CaptureWish): boolean =>
  a.deviceId === b.deviceId &&
  a.facing === b.facing &&
  a.voice?.echoCancellation === b.voice?.echoCancellation &&
  a.voice?.noiseSuppression === b.voice?.noiseSuppression &&
  a.voice?.autoGainControl === b.voice?.autoGainControl;

/** The same from any device: better than nothing where the one that was wished for is not to be had. */
export const withAnyDevice = (wish: CaptureWish): CaptureWish => ({ ...wish, deviceId: null, facing: null });
