import { canDial, forEach, step, type CallState, type Moment, type Step } from '../room/call-state.ts';
import { shareKey } from '../screens/share-state.ts';
import { advanceLink, isCaller, otherOf } from './advance-link.ts';
import { isBarred, nextAdmission } from './barred.ts';
import { deadlineOf } from './link.ts';
import type { AnyLink } from './link-health.ts';

/** How long a participant whom neither roster nor media shows is kept: the server's own default grace time. */
export const GRACE_MS = 30_000;

const everyLink = ({ links, shares }: CallState): AnyLink[] => [...links.values(), ...shares.links.values()];

/** When time alone will change something about this link, or Infinity. Once it is past, a `tick` makes progress. */
function linkDeadline(state: CallState, link: AnyLink): number {
  const { health } = link;
  if (isBarred(state, otherOf(link))) return Infinity;
  const isUnlisted = 'isListed' in link && !link.isListed;
  if (isUnlisted && health.phase === 'mending') return Math.min(health.until, health.since + GRACE_MS);
  const isWaitingForPeerServer = !canDial(state) && health.phase === 'connecting' && health.connection === null;
  return isWaitingForPeerServer ? Infinity : deadlineOf(health, { isCaller: isCaller(state, link) });
}

const present = ({ links, shares }: CallState, link: AnyLink): AnyLink | undefined =>
  'share' in link ? shares.links.get(shareKey(link)) : links.get(link.participant.id);

/** Lets time pass for the links whose time it is: dials what is missing, gives up what took too long. */
export function tickLinks(state: CallState, moment: Moment): Step {
  const due = everyLink(state).filter((link) => linkDeadline(state, link) <= moment.now);
  return forEach(state, due, (next, link) => {
    const known = present(next, link);
    return known ? advanceLink(next, known, { type: 'tick' }, moment) : step(next);
  });
}

/** When the next `tick` is due, or Infinity. */
export const nextDeadline = (state: CallState): number =>
  Math.min(
    ...everyLink(state).map((link) => linkDeadline(state, link)),
    ...state.waitingCalls.map(({ until }) => until),
    nextAdmission(state),
  );
