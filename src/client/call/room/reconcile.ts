import {
  andThen,
  dropLink,
  forEach,
  isInCall,
  isOnRoster,
  step,
  withLink,
  type CallState,
  type Moment,
  type Step,
} from './call-state.ts';
import { isRemoved } from '../hosting/rights.ts';
import { advanceLink } from '../link/advance-link.ts';
import { admitBarred } from '../link/barred.ts';
import { GRACE_MS } from '../link/deadlines.ts';
import { newHealth } from '../link/link.ts';
import type { Link } from '../link/link-health.ts';

/**
 * Whether a link may go although nobody said that its participant left. A live one never may: after a restart the
 * server's roster is empty, and media is better proof of somebody's presence than the roster is.
 */
function isExpendable({ isListed, health }: Link, now: number): boolean {
  if (isListed || health.phase === 'live') return false;
  return health.phase === 'connecting' || now - health.since >= GRACE_MS;
}

/**
 * Every participant on the roster has a link; a link without its participant stays only while it lives.
 * @param isBack this page has come back to the room: those who came meanwhile may have called it in vain
 */
function matchRoster(state: CallState, moment: Moment, isBack: boolean): Step {
  const others = state.roster.participants.filter(({ id }) => id !== state.selfId);
  const listed = forEach(state, others, (next, participant) => {
    const link = next.links.get(participant.id);
    if (link?.isListed && link.participant === participant) return step(next);
    const known: Link = { ...(link ?? { health: newHealth }), participant, isListed: true };
    const withKnown = withLink(next, known);
    if (!link) return isBack ? advanceLink(withKnown, known, { type: 'nudge' }, moment) : step(withKnown);
    const haveComeBack = link.participant.presence === 'away' && participant.presence === 'here';
    return haveComeBack || !link.isListed
      ? advanceLink(withKnown, known, { type: 'came-back' }, moment)
      : step(withKnown);
  });

  return andThen(listed, (known) => {
    const missing = [...known.links.values()].filter(({ participant }) => !isOnRoster(known, participant.id));
    return forEach(known, missing, (next, link) => {
      const unlisted: Link = { ...link, isListed: false };
      if (isRemoved(next, link.participant.id) || isExpendable(unlisted, moment.now)) return dropLink(next, link);
      return step(link.isListed ? withLink(next, unlisted) : next);
    });
  });
}

/**
 * Makes the links fit the roster. Joining, rejoining after an outage and recovering from a server restart are all
 * this one function, which is run after every event and does nothing when there is nothing to do.
 */
export function reconcile(state: CallState, moment: Moment, { isBack }: { readonly isBack: boolean }): Step {
  const admitted = admitBarred(state, moment, (next, id) => {
    const link = next.links.get(id);
    return link ? advanceLink(next, link, { type: 'nudge' }, moment) : step(next);
  });
  return andThen(admitted, (known) => (isInCall(known) ? matchRoster(known, moment, isBack) : step(known)));
}
