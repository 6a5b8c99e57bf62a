import type { LeaveReason, ParticipantId } from '../../../shared/protocol.ts';
import {
  andThen,
  anyLinkOf,
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
  type WaitingCall,
} from '../room/call-state.ts';
import type { AnyLink, HealthEvent } from './link-health.ts';
import { MAX_SHARES } from '../screens/share-message.ts';
import { shareKey } from '../screens/share-state.ts';
import { advanceLink } from './advance-link.ts';
import type { ConnectionId } from '../words.ts';

/** How long a call waits for the roster to show its participant, or for its screen to be announced. */
const EARLY_CALL_WAIT_MS = 5000;

/** Something happened to one connection; nothing follows where no link has it any more. */
export function onConnection(
  state: CallState,
  event: HealthEvent & { connection: ConnectionId },
  moment: Moment,
): Step {
  const link = anyLinkOf(state, event.connection);
  return link ? advanceLink(state, link, event, moment) : step(state);
}

/** Something happened to the link with one participant. */
export function onParticipant(state: CallState, id: ParticipantId, event: HealthEvent, moment: Moment): Step {
  const link = state.links.get(id);
  return link ? advanceLink(state, link, event, moment) : step(state);
}

/** Something happened to every screen on its way to or from these participants. */
export const onScreensWith = (
  state: CallState,
  isMeant: (id: ParticipantId) => boolean,
  event: HealthEvent,
  moment: Moment,
): Step =>
  forEach(
    state,
    [...state.shares.links.values()].filter(({ other }) => isMeant(other)),
    (next, link) => advanceLink(next, link, event, moment),
  );

/** PeerServer does not know this participant, so neither their link nor their screens can be dialled now. */
export const onUnreachable = (state: CallState, id: ParticipantId, moment: Moment): Step =>
  andThen(onParticipant(state, id, { type: 'unreachable' }, moment), (next) =>
    onScreensWith(next, (other) => other === id, { type: 'unreachable' }, moment),
  );

/** Something happened that concerns every link with a participant which is not well, or with `network-changed` every link at all. */
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
  return step(withWaiting(state, { from, share: null, connection, until: moment.now + EARLY_CALL_WAIT_MS }));
}

const withWaiting = (state: CallState, waiting: WaitingCall): CallState => ({
  ...state,
  waitingCalls: [...state.waitingCalls, waiting],
});

/** A participant calls us with one of their screens. `settleWaitingCalls` answers it if it was announced. */
export function onShareIncoming(
  state: CallState,
  { from, share, connection }: Omit<WaitingCall, 'until'>,
  { now }: Moment,
): Step {
  const waiting = state.waitingCalls.filter((call) => call.from === from && call.share !== null);
  if (waiting.length >= MAX_SHARES) return step(state, { type: 'connection:close', connection });
  return step(withWaiting(state, { from, share, connection, until: now + EARLY_CALL_WAIT_MS }));
}

/** The link that a call which waited is for, once the roster shows its participant or its screen is announced. */
function linkFor({ links, shares }: CallState, { from, share }: WaitingCall): AnyLink | undefined {
  if (share !== null) return shares.links.get(shareKey({ direction: 'in', other: from, share }));
  const link = links.get(from);
  return link?.isListed ? link : undefined;
}

/** Answers calls that waited for the roster or an announcement, and refuses those that waited in vain. */
export function settleWaitingCalls(state: CallState, moment: Moment): Step {
  if (state.waitingCalls.length === 0) return step(state);
  return forEach({ ...state, waitingCalls: [] }, state.waitingCalls, (next, waiting) => {
    const { connection, until } = waiting;
    const link = linkFor(next, waiting);
    if (link) return advanceLink(next, link, { type: 'incoming', connection }, moment);
    return until <= moment.now
      ? step(next, { type: 'connection:close', connection })
      : step(withWaiting(next, waiting));
  });
}

/** The server says that they left. If it merely lost them while media flows, the media is right. */
export function onLeft(state: CallState, id: ParticipantId, reason: LeaveReason): Step {
  const link = state.links.get(id);
  if (!link || (reason === 'lost' && link.health.phase === 'live')) return step(state);
  return dropLink(state, link);
}
