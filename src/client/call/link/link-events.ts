import type { ParticipantId } from '../../../shared/protocol.ts';
import {
  andThen,
  dropLink,
  forEach,
  isInCall,
  isOnRoster,
  linkOf,
  step,
  type CallState,
  type Effect,
  type Moment,
  type Step,
} from '../room/call-state.ts';
import type { HealthEvent } from './link-health.ts';
import { advanceLink } from '../room/reconcile.ts';
import type { ConnectionId } from '../words.ts';

/** How long a call from somebody unknown waits for the roster to show them, before it is refused. */
const ROSTER_WAIT_MS = 5000;

/** Something happened to one connection; if it is no link's any more, nobody minds. */
export function onConnection(
  state: CallState,
  event: HealthEvent & { connection: ConnectionId },
  moment: Moment,
): Step {
  const link = linkOf(state, event.connection);
  return link ? advanceLink(state, link, event, moment) : step(state);
}

/** Something happened to the link with one participant. */
export function onParticipant(state: CallState, id: ParticipantId, event: HealthEvent, moment: Moment): Step {
  const link = state.links.get(id);
  return link ? advanceLink(state, link, event, moment) : step(state);
}

/** Something happened that concerns every link which is not well, or with `network-changed` every link at all. */
export const onEveryLink = (state: CallState, event: HealthEvent, moment: Moment): Step =>
  forEach(state, state.links.keys(), (next, id) => onParticipant(next, id, event, moment));

/** A silent link is a reason to ask whether the server is silent, too. */
export function onInterrupted(state: CallState, connection: ConnectionId, moment: Moment): Step {
  const wasLive = linkOf(state, connection)?.health.phase === 'live';
  const interrupted = onConnection(state, { type: 'interrupted', connection }, moment);
  const probe: Effect[] = wasLive && state.isRoomConnected ? [{ type: 'room:probe' }] : [];
  return andThen(interrupted, (next) => step(next, ...probe));
}

/** Somebody calls us. */
export function onIncoming(state: CallState, from: ParticipantId, connection: ConnectionId, moment: Moment): Step {
  if (!isInCall(state)) return step(state, { type: 'connection:close', connection });
  if (state.links.has(from) && isOnRoster(state, from)) {
    return onParticipant(state, from, { type: 'incoming', connection }, moment);
  }
  const waiting = { from, connection, until: moment.now + ROSTER_WAIT_MS };
  return step({ ...state, waitingCalls: [...state.waitingCalls, waiting] });
}

/** Answers calls that waited for the roster, and refuses those that waited in vain. */
export function settleWaitingCalls(state: CallState, moment: Moment): Step {
  return forEach({ ...state, waitingCalls: [] }, state.waitingCalls, (next, waiting) => {
    const { from, connection, until } = waiting;
    if (next.links.get(from)?.isListed) return onParticipant(next, from, { type: 'incoming', connection }, moment);
    if (until <= moment.now || !isInCall(next)) return step(next, { type: 'connection:close', connection });
    return step({ ...next, waitingCalls: [...next.waitingCalls, waiting] });
  });
}

/** The server says that they left. If it merely lost them while media flows, the media is right. */
export function onLeft(state: CallState, id: ParticipantId, reason: 'left' | 'lost'): Step {
  const link = state.links.get(id);
  if (!link || (reason === 'lost' && link.health.phase === 'live')) return step(state);
  return dropLink(state, link);
}
