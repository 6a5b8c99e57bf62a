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

/** A page that has just been opened, or a participant in the room. */
export type Audience = 'page' | 'member';

/** Where ICE servers come from. Rejects when it has none to give now. */
export type IceProvider = (participantId: ParticipantId, nowMs: number, audience: Audience) => Promise<IceGrant>;

/**
 * How long credentials are good. Everybody can open a page, so what stands there is good for little more than the way
 * into the room; somebody in it asks again when half of the time is over.
 */
const LONGEST_MS: Readonly<Record<Audience, number>> = { page: 10 * 60_000, member: 2 * 60 * 60_000 };

/** @param capMs what TURN_TTL allows */
export const lifetimeMs = (audience: Audience, capMs: number): number => Math.min(LONGEST_MS[audience], capMs);

export const stunServers = (urls: readonly string[]): readonly IceServer[] => (urls.length > 0 ? [{ urls }] : []);
