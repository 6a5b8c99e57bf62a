import type { ParticipantId } from '../../../shared/protocol.ts';
import { andThen, canDial, forEach, step, type CallState, type Moment, type Step } from '../room/call-state.ts';
import { mayShareScreen } from '../hosting/rights.ts';
import { advanceLink } from '../link/advance-link.ts';
import { isBarred } from '../link/barred.ts';
import { connectionsOf, newHealth } from '../link/link.ts';
import { onScreensWith } from '../link/link-events.ts';
import type { Link, ScreenLink } from '../link/link-health.ts';
import type { ShareId } from '../words.ts';
import { shareKey, type SharesState } from './share-state.ts';

/**
 * Which screens go to which participant. How each connection is made and mended is the same as for a link:
 * link/link.ts.
 */

const withShares = (state: CallState, shares: Partial<SharesState>): CallState => ({
  ...state,
  shares: { ...state.shares, ...shares },
});

export const onOwnShares = (state: CallState, own: readonly ShareId[]): Step => step(withShares(state, { own }));

export const onAnnounced = (state: CallState, from: ParticipantId, shares: readonly ShareId[]): Step =>
  step(withShares(state, { announced: new Map(state.shares.announced).set(from, [...new Set(shares)]) }));

/** A viewer asks for a fresh call with one of our screens. */
export function onShareRedialAsked(state: CallState, other: ParticipantId, share: ShareId, moment: Moment): Step {
  const link = state.shares.links.get(shareKey({ direction: 'out', other, share }));
  return link ? advanceLink(state, link, { type: 'redial-asked' }, moment) : step(state);
}

/** Those with whom screens can be shared. */
const companyOf = (state: CallState): Link[] =>
  [...state.links.values()].filter(({ participant }) => !isBarred(state, participant.id));

/**
 * Makes the links of screens fit the call: who is there, who shares what, and what may work again.
 * @param before the call before the event that is being handled
 */
export const settleShares = (before: CallState, state: CallState, moment: Moment): Step =>
  andThen(tryAgain(before, state, moment), matchShares);

/** What may work again now: PeerServer can be reached again, or the link with a participant is live again. */
function tryAgain(before: CallState, state: CallState, moment: Moment): Step {
  if (state.shares.links.size === 0) return step(state);
  const canDialAgain = canDial(state) && !canDial(before);
  return forEach(state, companyOf(state), (next, { participant: { id }, health }) => {
    const isLiveAgain = health.phase === 'live' && before.links.get(id)?.health.phase !== 'live';
    if (!canDialAgain && !isLiveAgain) return step(next);
    return onScreensWith(next, (other) => other === id, { type: canDialAgain ? 'can-dial' : 'nudge' }, moment);
  });
}

/**
 * The screens that should be under way, by the call and the announcements. One of ours waits for the link with its
 * viewer: faces come first.
 */
function expectedLinks(state: CallState): ReadonlyMap<string, ScreenLink> {
  const { own, announced, links } = state.shares;
  const ownToShow = mayShareScreen(state) ? own : [];
  const expected = companyOf(state).flatMap(({ participant: { id: other }, health }) => {
    const isReady = health.phase === 'live';
    const ours = ownToShow.map((share) => ({ share, other, direction: 'out', isReady }) as const);
    const theirsToShow = mayShareScreen(state, other) ? (announced.get(other) ?? []) : [];
    const theirs = theirsToShow.map((share) => ({ share, other, direction: 'in', isReady: true }) as const);
    return [...ours, ...theirs];
  });
  return new Map(
    expected.flatMap(({ isReady, ...link }) => {
      const key = shareKey(link);
      const known = links.get(key) ?? (isReady ? { ...link, health: newHealth } : null);
      return known ? [[key, known] as const] : [];
    }),
  );
}

/** Begins the links of screens that should be under way, and ends the others. */
function matchShares(state: CallState): Step {
  const before = state.shares;
  const company = new Set(companyOf(state).map(({ participant }) => participant.id));
  const announced = new Map([...before.announced].filter(([id]) => company.has(id)));
  const links = expectedLinks(state);
  const ended = [...before.links].flatMap(([key, link]) => (links.has(key) ? [] : [link]));
  const isUnchanged =
    ended.length === 0 && links.size === before.links.size && announced.size === before.announced.size;
  if (isUnchanged) return step(state);
  const closing = ended.flatMap(({ health }) => connectionsOf(health));
  return step(
    withShares(state, { announced, links }),
    ...closing.map((connection) => ({ type: 'connection:close', connection }) as const),
  );
}
