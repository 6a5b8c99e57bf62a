import type { Fact } from '../../../shared/protocol.ts';
import { isHost } from '../hosting/rights.ts';
import { newHealth } from '../link/link.ts';
import { withLink, type CallState, type Effect } from './call-state.ts';
import { nameOf } from './names.ts';

/** What the person is told of a fact. */
export function noticesOf(state: CallState, fact: Fact): Effect[] {
  if (fact.type === 'participant:joined') {
    const { id } = fact.participant;
    const name = nameOf(withLink(state, { participant: fact.participant, isListed: true, health: newHealth }), id);
    // A participant with whom we have a link never left: the server forgot them when it was restarted.
    return id === state.selfId || state.links.has(id) ? [] : [{ type: 'notice', notice: { type: 'joined', name } }];
  }
  if (fact.type === 'participant:changed' && fact.participant.id === state.selfId) {
    const isNews = fact.participant.isHost === true && !isHost(state);
    return isNews ? [{ type: 'notice', notice: { type: 'now-host', name: '' } }] : [];
  }
  if (fact.type === 'participant:left') {
    // The end of the room is told once, and not for everybody in it.
    if (fact.reason === 'ended') return [];
    const link = state.links.get(fact.id);
    const isStillHere = fact.reason === 'lost' && link?.health.phase === 'live';
    return link && !isStillHere
      ? [{ type: 'notice', notice: { type: fact.reason, name: nameOf(state, fact.id) } }]
      : [];
  }
  if (fact.type === 'knock:made') return [{ type: 'notice', notice: { type: 'knocked', name: fact.knock.name } }];
  if (fact.type === 'room:lock-changed' && fact.by === null && !fact.isLocked) {
    return [{ type: 'notice', notice: { type: 'lapsed' } }];
  }
  if (fact.type === 'room:lock-changed' && fact.by !== null && fact.by !== state.selfId) {
    const name = nameOf(state, fact.by);
    return [{ type: 'notice', notice: { type: fact.isLocked ? 'locked' : 'unlocked', name } }];
  }
  return [];
}
