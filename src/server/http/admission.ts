import type { RoomId } from '../../shared/protocol.ts';
import type { Admission } from '../../shared/page-data.ts';
import type { IceConfig } from '../ice/ice-config.ts';
import type { IceProvider } from '../ice/ice-provider.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Tickets } from '../tickets/tickets.ts';

export type Admit = (roomId: RoomId, resumeKey?: string) => Promise<Admission>;

/** Everything a tab needs to enter a room: who it is, its ICE servers, and who is there now. */
export function createAdmit({
  rooms,
  tickets,
  ice,
  icePolicy,
  now,
}: {
  rooms: Rooms;
  tickets: Tickets;
  ice: IceProvider;
  icePolicy: IceConfig['policy'];
  now: () => number;
}): Admit {
  return async (roomId, resumeKey) => {
    const identity = tickets.issue(roomId, resumeKey);
    const [{ servers, expiresAt }, roster] = await Promise.all([
      ice(identity.participantId, now()),
      rooms.roster(roomId, identity.participantId),
    ]);
    return {
      identity,
      ice: {
        servers: servers.map((server) => ({ ...server, urls: [...server.urls] })),
        transportPolicy: icePolicy,
        expiresInMs: expiresAt === null ? null : Math.max(0, expiresAt - now()),
      },
      roster: { ...roster, participants: [...roster.participants], knocks: [...roster.knocks] },
    };
  };
}
