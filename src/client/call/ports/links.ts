import type { Ice } from '../../../shared/ice.ts';
import type { IceFacts } from '../../../shared/ice-facts.ts';
import type { LinkSignal } from '../../../shared/link-signal.ts';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { ConnectionId, PictureId, Purpose, ShareId, VideoEncoding } from '../words.ts';

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
  /** How each picture is sent to its receiver, on every connection that carries it, present and future. */
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
   * The result is `fresh` where the browser changes the codec only on a new connection, and `none` where it has no
   * other codec.
   */
  avoidCodec(connection: ConnectionId, mimeType: string): Promise<'switched' | 'fresh' | 'none'>;
  /** Hands a signal of this participant to its connection; false when the connection does not exist. */
  receive(from: ParticipantId, callId: string, signal: LinkSignal): boolean;
  /** What both sides call this connection, and with whom it is; null when it is gone. */
  callOf(connection: ConnectionId): { readonly to: ParticipantId; readonly callId: string } | null;
  /** Packets of audio and video received so far. */
  packetsReceived(connection: ConnectionId): Promise<number>;
  /** What the browser measures on this connection; null when it is gone. */
  stats(connection: ConnectionId): Promise<RTCStatsReport | null>;
  /** The certificates at both ends of this connection; null when it is gone. */
  fingerprints(connection: ConnectionId): Promise<Fingerprints | null>;
  /** Connects to PeerServer anew, where the present connection may be dead without knowing. */
  reconnect(): void;
  /** Connects to PeerServer with this token, unless it is connected. */
  usePeerToken(token: string): void;
  /** For every link to come, and for ICE restarts of those that are there. */
  useIce(ice: Ice): void;
}

/** Hashes of certificates, in lower case with their hash function in front. More than one is a bad sign. */
export interface Fingerprints {
  readonly local: readonly string[];
  readonly remote: readonly string[];
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
