import type { ParticipantId } from './protocol.ts';

/** What hosts can do in a room. Who is a host stands in the roster. */

/** How a room is listed for everybody to see. */
export interface Listing {
  readonly title: string;
  /** May be empty. */
  readonly topic: string;
  /** What is spoken, as a code such as `ko`. */
  readonly language?: string;
}

/** What a host has set for a room. */
export interface RoomSettings {
  /** Who may lock the room and let people in. */
  readonly doorkeepers: 'everyone' | 'hosts';
  /** Who may share a screen. */
  readonly screens: 'everyone' | 'hosts';
  /** Newcomers join with the microphone off. */
  readonly isMutedOnEntry: boolean;
  /** How many people the room holds; null for as many as the server lets in. */
  readonly capacity: number | null;
  /** The passcode itself stays with the server. */
  readonly hasPasscode: boolean;
  /** Null for a room that is listed nowhere. */
  readonly listing: Listing | null;
}

/** Of a room in which no host has set anything: everybody is equal. */
export const DEFAULT_SETTINGS: RoomSettings = {
  doorkeepers: 'everyone',
  screens: 'everyone',
  isMutedOnEntry: false,
  capacity: null,
  hasPasscode: false,
  listing: null,
};

/** What a host wants to be different. What is absent stays as it is. */
export interface SettingsChange extends Partial<Omit<RoomSettings, 'hasPasscode'>> {
  /** Null takes the passcode away. */
  readonly passcode?: string | null;
}

/** Makes somebody a host, or takes it back. */
export interface AppointRequest {
  readonly id: ParticipantId;
  readonly isHost: boolean;
}

/** A page that shows it makes its person a host of this room, on any day. */
export interface HostKey {
  readonly key: string;
  /** False without SECRET: the key then ends with the server's process. */
  readonly isLasting: boolean;
}

export interface RemoveRequest {
  readonly id: ParticipantId;
}

/** What a host can ask of somebody. A page does the quieter thing at once; to be heard or seen is the person's decision. */
export const WISHES = ['mute', 'unmute', 'camera-off', 'camera-on', 'lower-hand', 'stop-screen'] as const;

export type Wish = (typeof WISHES)[number];

export interface AskRequest {
  readonly id: ParticipantId;
  readonly wish: Wish;
}

/** A host asks something of us. */
export interface AskedFact {
  readonly by: ParticipantId;
  readonly wish: Wish;
}
