import type { ReadonlySignal } from '@preact/signals-core';
import type { PixelSize } from '../words.ts';
import type { OutgoingTracks } from './links.ts';

export type DeviceKind = 'microphone' | 'camera';

/**
 * Why a device gives no track. The page has a sentence for each that says what to do. `denied` means: by the browser's
 * permission for the site, or by the system.
 */
export type DeviceProblem = 'denied' | 'system' | 'missing' | 'busy' | 'insecure' | 'unknown';

export type DeviceState =
  /** Off because the person wants it so. */
  | { readonly status: 'off' }
  /** The permission prompt is open, or the device is starting. */
  | { readonly status: 'starting' }
  | { readonly status: 'on' }
  /** The system has taken it for a while, as for a phone call. */
  | { readonly status: 'silenced' }
  | { readonly status: 'unavailable'; readonly problem: DeviceProblem };

export interface MediaDevice {
  readonly id: string;
  readonly label: string;
}

/** What there is to choose from; empty until the browser tells, which it does once a permission is given. */
export type DeviceLists = Readonly<Record<DeviceKind | 'speaker', readonly MediaDevice[]>>;

/** Which way a phone's camera looks: at its user, or away. */
export type Facing = 'user' | 'environment';

/** Something about a device that its owner should hear of, once. */
export type DeviceNotice =
  | { readonly type: 'switched'; readonly kind: DeviceKind; readonly label: string }
  /** A device that was chosen could not be had; another one is in use. */
  | { readonly type: 'refused'; readonly kind: DeviceKind; readonly label: string }
  | { readonly type: 'lost'; readonly kind: DeviceKind };

/** One's own devices: media/local-media.ts. They follow the person's preferences, during a call too. */
export interface LocalMedia {
  readonly microphone: ReadonlySignal<DeviceState>;
  readonly camera: ReadonlySignal<DeviceState>;
  readonly tracks: ReadonlySignal<OutgoingTracks>;
  /** For the preview: the camera alone, so that nobody hears themselves. */
  readonly preview: ReadonlySignal<MediaStream | null>;
  /** With fewer frames than the camera delivers, where the browser can do that. */
  setPreviewSparse(isSparse: boolean): void;
  /** What the camera delivers; null while it is off. */
  readonly cameraSize: ReadonlySignal<PixelSize | null>;
  /** Asks the camera for pictures of about this size, now and whenever it is turned on. */
  setCameraSize(size: PixelSize): void;
  readonly devices: ReadonlySignal<DeviceLists>;
  /** The id of the camera in use. */
  readonly cameraId: ReadonlySignal<string | null>;
  /** Which way the camera in use looks; null where it does not tell, like most that stand on a desk. */
  readonly facing: ReadonlySignal<Facing | null>;
  /** Where sound is played, as `setSinkId` takes it; empty for the system's choice. */
  readonly speakerId: ReadonlySignal<string>;
  setEnabled(kind: DeviceKind, isEnabled: boolean): Promise<void>;
  /** Takes the camera on the phone's other side, until one is chosen by name or the page is closed. */
  flipCamera(): void;
  /** Plays a short sound where the others are heard; resolves at its end, with false where it failed. */
  playTestSound(): Promise<boolean>;
  /** Loudness of one's own microphone, 0 to 1. */
  audioLevel(): number;
  /** Loudness at a microphone that is muted, 0 to 1; it is listened to on this device alone, until `endMutedLevel`. */
  mutedLevel(): number;
  endMutedLevel(): void;
  /** Lets go of the devices while there is no call; `resume` takes up again what was on. */
  suspend(): void;
  resume(): void;
  onNotice(listener: (notice: DeviceNotice) => void): () => void;
}
