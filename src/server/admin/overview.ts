import type { AdminFigures, AdminRoom, AdminRooms } from '../../shared/admin/admin.ts';
import type { Room } from '../rooms/room-state.ts';

/** What an admin sees of the rooms. */

/** More than a person looks through; the search finds the others. */
const MAX_ROOMS = 200;

const MAX_QUERY_LENGTH = 100;

function toAdminRoom({ id, members, isLocked, settings }: Room): AdminRoom {
  return {
    id,
    title: settings.listing?.title ?? null,
    isLocked,
    hasPasscode: settings.hasPasscode,
    people: members.map((member) => ({
      id: member.id,
      name: member.name,
      isAway: member.connection.state === 'away',
      isHost: member.host !== 'no',
    })),
  };
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

const isFound = ({ id, title, people }: AdminRoom, query: string): boolean =>
  [id, title ?? '', ...people.map(({ name }) => name)].some((text) => folded(text).includes(query));

/** The rooms in whose name, title or people's names the query stands; those with most people first. */
export function findRooms(rooms: readonly Room[], query: string): AdminRooms {
  const wanted = folded(query.slice(0, MAX_QUERY_LENGTH).trim());
  const found = rooms
    .map(toAdminRoom)
    .filter((room) => isFound(room, wanted))
    .sort((one, other) => other.people.length - one.people.length || (one.id < other.id ? -1 : 1));
  return { rooms: found.slice(0, MAX_ROOMS), hidden: Math.max(0, found.length - MAX_ROOMS) };
}

export const countPeople = (rooms: readonly Room[]): Pick<AdminFigures, 'rooms' | 'people'> => ({
  rooms: rooms.length,
  people: rooms.reduce((sum, { members }) => sum + members.length, 0),
});
