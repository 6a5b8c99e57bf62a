import type { RoomId } from '../../shared/protocol.ts';
import type { Admission } from '../../shared/page-data.ts';
import type { IceGrants } from '../ice/ice-grants.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { PeerTokens } from '../tickets/peer-tokens.ts';
import type { Tickets } from '../tickets/tickets.ts';

/** @param browser see `Ticket.browser` */
export type Admit = (roomId: RoomId, browser: string | null, resumeKey?: string) => Promise<Admission>;

/** Everything a tab needs to enter a room: who it is, its ICE servers, and who is there now. */
export function createAdmit({
  rooms,
  tickets,
  peerTokens,
  grants,
}: {
  rooms: Rooms;
  tickets: Tickets;
  peerTokens: PeerTokens;
  grants: IceGrants;
}): Admit {
  return async (roomId, browser, resumeKey) => {
    const identity = tickets.issue(roomId, resumeKey, browser);
    const id = identity.participantId;
    const iceOfRenewal = async () =>
      (await rooms.isMember(roomId, id)) ? grants.forMember(id) : grants.forOutsider(id);
    const [ice, roster] = await Promise.all([
      resumeKey === undefined ? grants.forPage(id) : iceOfRenewal(),
      rooms.roster(roomId, id, browser),
    ]);
    return {
      identity: { ...identity, peerToken: peerTokens.issue(id) },
      ice,
      roster: { ...roster, participants: [...roster.participants], knocks: [...roster.knocks] },
    };
  };
}
