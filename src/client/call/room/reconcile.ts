import type { Participant } from '../../../shared/protocol.ts';
import {
  andThen,
  canDial,
  dropLink,
  forEach,
  isInCall,
  isOnRoster,
  step,
  withLink,
  type CallState,
  type Effect,
  type Moment,
  type Step,
} from './call-state.ts';
import { connectionEffect } from '../link/connection-effect.ts';
import { advance, deadlineOf, newHealth } from '../link/link.ts';
import { admitBarred, isBarred, nextAdmission } from '../link/barred.ts';
import type { HealthEvent, Link, Want } from '../link/link-health.ts';

/** How long a participant whom neither roster nor media shows is kept: the server's own default grace time. */
const GRACE_MS = 30_000;

/**
 * The one rule that says who calls: of two participants, the one who joined later. Before the server has numbered
 * us we are later than everybody it told us of, which lets us call while our own sockets still open.
 */
const isCaller = (state: CallState, other: Participant): boolean => state.seq === null || state.seq > other.seq;

function toEffect(want: Want, { id }: Participant): Effect {
  switch (want.type) {
    case 'dial':
      return { type: 'connection:dial', to: id, connection: want.connection };
    case 'ask-redial':
      return { type: 'connection:ask-redial', to: id, connection: want.connection };
    default:
      return connectionEffect(want);
  }
}

/** Lets something happen to a link. */
export function advanceLink(state: CallState, link: Link, event: HealthEvent, { now, random }: Moment): Step {
  if (isBarred(state, link.participant.id)) {
    return event.type === 'incoming'
      ? step(state, { type: 'connection:close', connection: event.connection })
      : step(state);
  }
  let { connectionCount } = state;
  const { health, wants } = advance(link.health, event, {
    isCaller: isCaller(state, link.participant),
    canDial: canDial(state),
    now,
    random,
    newConnection: () => `${state.connectionPrefix}-${connectionCount++}`,
  });
  if (health === link.health && wants.length === 0) return step(state);
  return step(
    { ...withLink(state, { ...link, health }), connectionCount },
    ...wants.map((want) => toEffect(want, link.participant)),
  );
}

/**
 * Whether a link may go although nobody said that its participant left. A live one never may: after a restart the
 * server's roster is empty, and media is better proof of somebody's presence than the roster is.
 */
function isExpendable({ isListed, health }: Link, now: number): boolean {
  if (isListed || health.phase === 'live') return false;
  return health.phase === 'connecting' || now - health.since >= GRACE_MS;
}

/** Every participant on the roster has a link; a link without its participant stays only while it lives. */
function matchRoster(state: CallState, moment: Moment): Step {
  const others = state.roster.participants.filter(({ id }) => id !== state.selfId);
  const listed = forEach(state, others, (next, participant) => {
    const link = next.links.get(participant.id);
    if (link?.isListed && link.participant === participant) return step(next);
    const known: Link = { ...(link ?? { health: newHealth }), participant, isListed: true };
    const isBack = link?.participant.presence === 'away' && participant.presence === 'here';
    return isBack || link?.isListed === false
      ? advanceLink(withLink(next, known), known, { type: 'came-back' }, moment)
      : step(withLink(next, known));
  });

  return andThen(listed, (known) => {
    const missing = [...known.links.values()].filter(({ participant }) => !isOnRoster(known, participant.id));
    return forEach(known, missing, (next, link) => {
      const unlisted: Link = { ...link, isListed: false };
      if (isExpendable(unlisted, moment.now)) return dropLink(next, link);
      return step(link.isListed ? withLink(next, unlisted) : next);
    });
  });
}

/** When time alone will change something about this link, or Infinity. Once it is past, a `tick` makes progress. */
function linkDeadline(state: CallState, { isListed, health, participant }: Link): number {
  if (isBarred(state, participant.id)) return Infinity;
  if (!isListed && health.phase === 'mending') return Math.min(health.until, health.since + GRACE_MS);
  const context = { isCaller: isCaller(state, participant) };
  const isWaitingForPeerServer = !canDial(state) && health.phase === 'connecting' && health.connection === null;
  return isWaitingForPeerServer ? Infinity : deadlineOf(health, context);
}

/** Lets time pass for the links whose time it is: dials what is missing, gives up what took too long. */
function tickLinks(state: CallState, moment: Moment): Step {
  const due = [...state.links.values()].filter((link) => linkDeadline(state, link) <= moment.now);
  return forEach(state, due, (next, { participant }) => {
    const link = next.links.get(participant.id);
    return link ? advanceLink(next, link, { type: 'tick' }, moment) : step(next);
  });
}

/**
 * Makes the links fit the roster. Joining, rejoining after an outage and recovering from a server restart are all
 * this one function, which is run after every event and does nothing when there is nothing to do.
 */
export function reconcile(state: CallState, moment: Moment): Step {
  const admitted = admitBarred(state, moment, (next, id) => {
    const link = next.links.get(id);
    return link ? advanceLink(next, link, { type: 'nudge' }, moment) : step(next);
  });
  return andThen(admitted, (known) =>
    isInCall(known) ? andThen(matchRoster(known, moment), (next) => tickLinks(next, moment)) : step(known),
  );
}

/** When the next `tick` is due, or Infinity. */
export const nextDeadline = (state: CallState): number =>
  Math.min(
    ...[...state.links.values()].map((link) => linkDeadline(state, link)),
    ...state.waitingCalls.map((waiting) => waiting.until),
    nextAdmission(state),
  );
