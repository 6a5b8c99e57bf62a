import type { ParticipantId } from '../../shared/protocol.ts';

/** The part of WebRTC's RTCIceServer that the page passes on to RTCPeerConnection. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** ICE servers, with the credentials of one participant. */
export interface IceGrant {
  readonly servers: readonly IceServer[];
  /** When the first of the credentials ends, in milliseconds since the epoch; null when none does. */
  readonly expiresAt: number | null;
}

/** Where ICE servers come from. Rejects when it has none to give now. */
export type IceProvider = (participantId: ParticipantId, nowMs: number) => Promise<IceGrant>;

export const stunServers = (urls: readonly string[]): readonly IceServer[] => (urls.length > 0 ? [{ urls }] : []);
