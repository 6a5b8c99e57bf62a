import type { Fact, ParticipantId, RoomId, Roster } from '../../shared/protocol.ts';
import type { DoorNews } from '../rooms/door.ts';
import type { Io, RoomSocket } from './socket-server.ts';

/** Who hears what of a room: connections of those inside hear every fact; those in the lobby what is seen from there. */

const insideOf = (roomId: RoomId): string => `inside:${roomId}`;
const outsideOf = (roomId: RoomId): string => `outside:${roomId}`;
/** Every connection with a ticket of this participant, joined or not. */
export const holdersOf = (id: ParticipantId): string => `holder:${id}`;

/** Facts are told as events of their own names; of a union TypeScript cannot see that they match. */
interface FactAudience {
  emit(type: Fact['type'], fact: Fact): boolean;
}

export const announcer =
  (io: Io) =>
  (roomId: RoomId, { facts, outside, inside: roster }: DoorNews): void => {
    const [inside, lobby] = [insideOf(roomId), outsideOf(roomId)];
    if (roster) io.to(inside).emit('room:roster', roster);
    for (const fact of facts) {
      const hearers = io.to(outside === 'facts' ? [inside, lobby] : inside);
      // The answer to a knock is for the visitor, who hears nothing else of a locked room.
      const audience: FactAudience = fact.type === 'knock:ended' ? hearers.to(holdersOf(fact.id)) : hearers;
      audience.emit(fact.type, fact);
      if (fact.type !== 'participant:left') continue;
      const gone = io.in(holdersOf(fact.id));
      gone.socketsLeave(inside);
      // Who was removed hears nothing more of the room.
      if (fact.reason !== 'removed') gone.socketsJoin(lobby);
    }
    if (outside !== null && outside !== 'facts') io.to(lobby).emit('room:roster', outside);
  };

/**
 * Puts a connection where its participant is, and returns the roster as it is seen from there. The connection is in its
 * audience before the roster is read: a fact in between is dropped by its revision, none is missed.
 */
export async function placeInAudience(socket: RoomSocket, read: () => Promise<Roster>): Promise<Roster> {
  const { roomId, participantId } = socket.data.ticket;
  const isInside = ({ participants }: Roster): boolean => participants.some(({ id }) => id === participantId);
  await socket.join([holdersOf(participantId), outsideOf(roomId)]);
  const seen = await read();
  if (!isInside(seen)) return seen;
  await socket.join(insideOf(roomId));
  await socket.leave(outsideOf(roomId));
  const roster = await read();
  if (isInside(roster)) return roster;
  await socket.leave(insideOf(roomId));
  await socket.join(outsideOf(roomId));
  return read();
}
