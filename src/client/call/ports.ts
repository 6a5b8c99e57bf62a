import type { ReadonlySignal } from '@preact/signals-core';
import type { Ice } from '../../shared/ice.ts';
import type { Admission } from '../../shared/page-data.ts';
import type { IceFacts } from '../../shared/ice-facts.ts';
import type {
  Fact,
  JoinAnswer,
  KnockAnswer,
  KnockHeard,
  LinkSignal,
  ParticipantId,
  Roster,
} from '../../shared/protocol.ts';
import type { ErrorCode, Result } from '../../shared/result.ts';
import type {
  ConnectionId,
  PictureId,
  VideoEncoding,
  ScreenContent,
  Economy,
  PixelSize,
  Purpose,
  ShareId,
} from './words.ts';

/** What a call needs of the world; links/ and media/ implement it, main.ts puts them together. */

/** The way to the server, over Socket.IO: socket-room-link.ts. */
export interface RoomLink {
  /** From then on it reconnects by itself. */
  connect(): void;
  /** To be called in the same turn as `connect`: events come in later ones. */
  listen(listener: (event: RoomEvent) => void): void;
  /** Null when the connection was lost meanwhile. */
  join(name: string, isLocked: boolean): Promise<Result<JoinAnswer> | null>;
  /** Asks to be let in; the answer comes as a fact. Null when the connection was lost meanwhile. */
  knock(name: string): Promise<Result<KnockHeard> | null>;
  answerKnock(answer: KnockAnswer): Promise<void>;
  setLocked(isLocked: boolean): Promise<void>;
  leave(): Promise<void>;
  rename(name: string): Promise<void>;
  resync(): Promise<Result<Roster> | null>;
  /** Hands a signal to another participant. Lost when the connection is, like everything on its way then. */
  signal(to: ParticipantId, callId: string, signal: LinkSignal): Promise<void>;
  /** Finds out within about a second whether the server still answers, and connects anew if it does not. */
  probe(): Promise<void>;
  /** Connects now where that was to be tried again only after a pause. */
  reconnect(): void;
  /** Shows this ticket from the next connection on, and connects at once. */
  useTicket(ticket: string): void;
  /** Names the connection that joined last, also after it was lost; null before the first. */
  readonly session: string | null;
}

export type RoomEvent =
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  | { readonly type: 'roster'; readonly roster: Roster }
  | { readonly type: 'fact'; readonly fact: Fact }
  | {
      readonly type: 'signal';
      readonly from: ParticipantId;
      readonly callId: string;
      readonly signal: LinkSignal;
    }
  | { readonly type: 'replaced' }
  /** The server does not accept our ticket. */
  | { readonly type: 'rejected'; readonly code: ErrorCode };

/** The media tracks that go out on every link; null sends nothing. */
export interface OutgoingTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

/** One of our screens, with its sound where there is any. */
export interface OutgoingScreen {
  readonly share: ShareId;
  readonly stream: MediaStream;
}

/** The links themselves, over PeerJS: peerjs-links.ts. */
export interface Links {
  open(listener: (event: LinkEvent) => void): void;
  dial(to: ParticipantId, connection: ConnectionId): void;
  /** Calls with a screen: what it sends stays, and nothing is sent back. */
  dialScreen(to: ParticipantId, connection: ConnectionId, screen: OutgoingScreen): void;
  answer(connection: ConnectionId): void;
  close(connection: ConnectionId): void;
  /** Replaces what is sent of camera and microphone, on links present and future, without renegotiation. */
  setTracks(tracks: OutgoingTracks): void;
  /** How each picture is sent to whom it goes, on every connection that carries it, present and future. */
  setEncodings(encodings: ReadonlyMap<PictureId, VideoEncoding>): void;
  /** Sends text over the data connection; dropped while that is not open. */
  send(connection: ConnectionId, text: string): void;
  /** Sends one frame of bytes in bulk; false when it has to wait for `writable`, or when the connection is gone. */
  sendBytes(connection: ConnectionId, frame: Uint8Array<ArrayBuffer>): boolean;
  /** Restarts ICE; what has to be said for that comes as `signal`. */
  restart(connection: ConnectionId): void;
  /** Makes the next picture a whole one. */
  refresh(connection: ConnectionId): void;
  /**
   * Sends its picture with another codec than this one, whose encoder has stopped; so does every later connection.
   * `fresh` where only a fresh connection can, `none` where there is no other codec.
   */
  avoidCodec(connection: ConnectionId, mimeType: string): Promise<'switched' | 'fresh' | 'none'>;
  /** A signal from the other side; false when there is no such connection with them. */
  receive(from: ParticipantId, callId: string, signal: LinkSignal): boolean;
  /** What both sides call this connection, and with whom it is; null when it is gone. */
  callOf(connection: ConnectionId): { readonly to: ParticipantId; readonly callId: string } | null;
  /** Packets of audio and video received so far. */
  packetsReceived(connection: ConnectionId): Promise<number>;
  /** What the browser measures on this connection; null when it is gone. */
  stats(connection: ConnectionId): Promise<RTCStatsReport | null>;
  /** Connects to PeerServer anew, where the present connection may be dead without knowing. */
  reconnect(): void;
  /** Connects to PeerServer with this token if there is no connection. */
  usePeerToken(token: string): void;
  /** For every link to come, and for ICE restarts of those that are there. */
  useIce(ice: Ice): void;
}

export type LinkEvent =
  | { readonly type: 'open' }
  | { readonly type: 'lost' }
  | {
      readonly type: 'incoming';
      readonly from: ParticipantId;
      readonly connection: ConnectionId;
      readonly purpose: Purpose;
    }
  | { readonly type: 'live'; readonly connection: ConnectionId }
  | { readonly type: 'interrupted'; readonly connection: ConnectionId }
  | { readonly type: 'broken'; readonly connection: ConnectionId }
  | { readonly type: 'unreachable'; readonly id: ParticipantId }
  | { readonly type: 'media'; readonly connection: ConnectionId; readonly media: RemoteMedia }
  /** What this side has found to connect with, so far. */
  | { readonly type: 'gathered'; readonly connection: ConnectionId; readonly facts: IceFacts }
  /** The data connection is open. */
  | { readonly type: 'ready'; readonly connection: ConnectionId }
  | { readonly type: 'text'; readonly connection: ConnectionId; readonly text: unknown }
  | { readonly type: 'bytes'; readonly connection: ConnectionId; readonly bytes: ArrayBuffer }
  /** Bytes may be sent, or sent again. */
  | { readonly type: 'writable'; readonly connection: ConnectionId }
  | { readonly type: 'signal'; readonly to: ParticipantId; readonly callId: string; readonly signal: LinkSignal };

export interface RemoteMedia {
  readonly stream: MediaStream;
  /** Loudness of what is heard now, 0 to 1. */
  audioLevel(): number;
}

export type DeviceKind = 'microphone' | 'camera';

/** Why there is no track, each with a sentence that says what to do: `denied` by the site’s permission, or by the system. */
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
  /** Lets go of the devices while there is no call; `resume` takes up again what was on. */
  suspend(): void;
  resume(): void;
  onNotice(listener: (notice: DeviceNotice) => void): () => void;
}

/** What this device and its person allow a call to cost: conditions.ts. */
export interface Conditions {
  /** Battery, a metered line, or the wish of the person. */
  readonly economy: Economy;
  /** The person wants no video, neither way. */
  readonly isAudioOnly: boolean;
  /** Processor cores. */
  readonly cores: number;
}

/** What a person let us have of their screen. */
export interface CapturedScreen {
  readonly stream: MediaStream;
  /** What is probably on it: a tab with sound shows a film, more often than not. */
  readonly usualContent: ScreenContent;
  /** Captures it as suits what is on it. */
  setContent(content: ScreenContent): void;
  /** As it is now: a window that is shared can be resized. Null while the browser does not tell. */
  size(): PixelSize | null;
  /** Calls back once when it ends by itself: the browser's own button, a window that was closed. */
  onEnded(listener: () => void): void;
  stop(): void;
}

/** Why there is no screen, where it is not the person who did not want to. */
export type ScreenProblem = 'blocked' | 'failed';

/** Lets a person choose a screen, a window or a tab: media/screen-capture.ts. */
export interface ScreenSource {
  /** To be called from a click; `cancelled` when the person chose nothing. */
  capture(): Promise<CapturedScreen | ScreenProblem | 'cancelled'>;
}

export interface CallPorts {
  readonly room: RoomLink;
  readonly links: Links;
  readonly media: Pick<
    LocalMedia,
    'tracks' | 'microphone' | 'camera' | 'cameraSize' | 'setCameraSize' | 'setPreviewSparse'
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
