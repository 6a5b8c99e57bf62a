import type { ReadonlySignal } from '@preact/signals-core';
import type { Admission } from '../../shared/page-data.ts';
import type { Links } from './ports/links.ts';
import type { LocalMedia } from './ports/local-media.ts';
import type { RoomLink } from './ports/room-link.ts';
import type { ScreenSource } from './ports/screen-source.ts';
import type { Economy } from './words.ts';

/** What a call needs of the world, one port a file in ports/. links/ and media/ implement them, main.ts puts them together. */

/** What this device and its person allow a call to cost: conditions.ts. */
export interface Conditions {
  /** Battery, a metered line, or the wish of the person. */
  readonly economy: Economy;
  /** The person wants no video, neither way. */
  readonly isAudioOnly: boolean;
  /** Processor cores. */
  readonly cores: number;
}

export interface CallPorts {
  readonly room: RoomLink;
  readonly links: Links;
  readonly media: Pick<
    LocalMedia,
    'tracks' | 'microphone' | 'camera' | 'cameraSize' | 'setCameraSize' | 'setPreviewSparse' | 'setEnabled' | 'onNotice'
  >;
  readonly conditions: ReadonlySignal<Conditions>;
  /** Null where the browser has none, as on phones. */
  readonly screenSource: ScreenSource | null;
  /** A new ticket for the same participant, and fresh ICE servers. Rejects when the server cannot be reached. */
  readonly renewAdmission: () => Promise<Admission>;
  /** Milliseconds since some moment. Never goes back, and goes on while the computer sleeps. */
  readonly now: () => number;
  readonly random: () => number;
  /** Calls back when the browser says that its network is another one, or back. */
  readonly onNetworkChange: (listener: () => void) => void;
  /** Runs `task` once, `afterMs` from now; returns what cancels it. */
  readonly schedule: (task: () => void, afterMs: number) => () => void;
  /** Takes down an error of our own code. */
  readonly report: (error: unknown) => void;
}
