import type { KnockEnded } from '../../../shared/protocol.ts';
import { andThen, hangUp, step, type CallState, type Step } from './call-state.ts';

/** Before a locked room. Nobody is connected with, until somebody inside has answered. */

/** What refused us is the lock, whether or not our roster shows it yet. */
export const becomeKnocker = (state: CallState): Step =>
  andThen(hangUp(state), (next) => step({ ...next, phase: 'knocking', roster: { ...next.roster, isLocked: true } }));

export const onKnockAnswered = (state: CallState, outcome: Exclude<KnockEnded['outcome'], 'refused'>): Step =>
  // A knock that was withdrawn belonged to a connection before this one: `settleKnock` knocks again.
  step({ ...state, phase: outcome === 'admitted' ? 'joining' : 'knocking', admission: 'none' });

/**
 * Knocks on every new connection. A visitor who waits before a room that has been opened goes in; but where nobody is left
 * to have opened it, as after a restart of the server, going in first is for the person to decide.
 */
export function settleKnock(state: CallState): Step {
  const { phase, roster, isRoomConnected, admission, name } = state;
  if (phase !== 'knocking') return step(state);
  if (!roster.isLocked) {
    const isAnybodyThere = roster.participants.length > 0 || (roster.unseen ?? 0) > 0;
    return step({ ...state, phase: isAnybodyThere ? 'joining' : 'lobby', admission: 'none' });
  }
  if (!isRoomConnected || admission !== 'none') return step(state);
  return step({ ...state, admission: 'requested' }, { type: 'room:knock', name });
}
