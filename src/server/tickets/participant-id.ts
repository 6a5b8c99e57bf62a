import { createHash } from 'node:crypto';
import type { ParticipantId, RoomId } from '../../shared/protocol.ts';

const hash = (text: string, hexDigits: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, hexDigits);

/** What all participant ids of a room begin with; makes "same room?" a string compare on any process. */
export const roomTag = (roomId: RoomId): string => hash(`room:${roomId}`, 16);

/**
 * A participant's id is derived from a random key that only their tab knows. A page that shows the key may have a new
 * ticket for the same id, even from a server that was restarted and remembers nothing; the 96 bits of the hash
 * keep anyone else from finding a key that fits.
 */
export const participantIdOf = (roomId: RoomId, resumeKey: string): ParticipantId =>
  `${roomTag(roomId)}-${hash(`participant:${roomId}:${resumeKey}`, 24)}`;

const ROOM_TAG_LENGTH = 16;

/** The `roomTag` of the room that a participant belongs to. */
export const roomTagOf = (id: ParticipantId): string => id.slice(0, ROOM_TAG_LENGTH);

export const areOfSameRoom = (a: ParticipantId, b: ParticipantId): boolean => roomTagOf(a) === roomTagOf(b);
