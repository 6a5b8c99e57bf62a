import type { ParticipantId } from '../../../shared/protocol.ts';

/**
 * Who has the floor: one person at a time, so that a laugh of everybody does not raise everybody's picture. They keep
 * it until they are silent and somebody else speaks.
 *
 * @param speakers who can be heard now, without our own participant
 */
export const nextFloor = (holder: ParticipantId | null, speakers: ReadonlySet<ParticipantId>): ParticipantId | null =>
  holder !== null && speakers.has(holder) ? holder : ([...speakers][0] ?? holder);
