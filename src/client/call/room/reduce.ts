import type { Fact, Joined, Roster } from '../../../shared/protocol.ts';
import {
  andThen,
  isInCall,
  step,
  type CallEvent,
  type CallState,
  type Effect,
  type Moment,
  type Step,
} from './call-state.ts';
import { onKnockAnswered, settleKnock } from './knocking.ts';
import {
  onConnection,
  onEveryLink,
  onIncoming,
  onInterrupted,
  onLeft,
  onParticipant,
  onScreensWith,
  onShareIncoming,
  onUnreachable,
  settleWaitingCalls,
} from '../link/link-events.ts';
import { onAnnounced, onOwnShares, onShareRedialAsked, settleShares } from '../screens/reduce-shares.ts';
import { bar } from '../link/barred.ts';
import { tickLinks } from '../link/deadlines.ts';
import type { HealthEvent } from '../link/link-health.ts';
import { noticesOf } from './fact-notices.ts';
import { reconcile } from './reconcile.ts';
import { end, onRefused } from './refusals.ts';
import { applyFact } from './roster.ts';

/**
 * All that can happen to a call, decided in one place: what the event itself changes, then what follows from it, each
 * step once. Pure: effects are data, run by run-effect.ts.
 */
export function reduce(state: CallState, event: CallEvent, moment: Moment): Step {
  const isBack = event.type === 'room:joined' && state.phase === 'joined';
  const steps: readonly ((next: CallState) => Step)[] = [
    rememberLock,
    settleKnock,
    admit,
    (next) => reconcile(next, moment, { isBack }),
    (next) => settleShares(state, next, moment),
    (next) => tickLinks(next, moment),
    (next) => settleWaitingCalls(next, moment),
  ];
  return steps.reduce(andThen, handle(state, event, moment));
}

function handle(state: CallState, event: CallEvent, moment: Moment): Step {
  switch (event.type) {
    case 'join':
      return onJoin(state, event);
    case 'leave':
      return onLeave(state);
    case 'host-key:kept':
      return step({ ...state, keys: { ...state.keys, hostKey: event.key } });
    case 'rename':
      return step({ ...state, name: event.name }, { type: 'room:rename', name: event.name });
    case 'room:connected':
      return onRoomConnected(state);
    case 'room:disconnected':
      return onRoomLost(state);
    case 'room:roster':
      return step(withRoster(state, event.roster));
    case 'room:fact':
      return onFact(state, event.fact);
    case 'room:joined':
      return onJoined(state, event.joined, moment);
    case 'room:refused':
      return onRefused(state, event.code);
    case 'room:knocked':
      return state.phase === 'knocking' && event.mayEnter
        ? step({ ...state, phase: 'joining', admission: 'none' })
        : step(state);
    case 'room:replaced':
      return end(state, 'replaced');
    case 'peer-server:open':
      return onPeerServerOpen(state, moment);
    case 'peer-server:lost':
      return step({ ...state, peerServer: 'lost' });
    case 'connection:incoming':
      return onIncoming(state, event.from, event.connection, moment);
    case 'share:incoming':
      return onShareIncoming(state, event, moment);
    case 'shares:changed':
      return onOwnShares(state, event.shares);
    case 'shares:announced':
      return onAnnounced(state, event.from, event.shares);
    case 'connection:live':
      return onConnection(state, { type: 'live', connection: event.connection }, moment);
    case 'connection:interrupted':
      return onInterrupted(state, event.connection, moment);
    case 'connection:broken':
      return onConnection(state, { type: 'broken', connection: event.connection }, moment);
    case 'participant:unreachable':
      return onUnreachable(state, event.id, moment);
    case 'participant:asks-redial':
      return onParticipant(state, event.id, { type: 'redial-asked' }, moment);
    case 'share:asks-redial':
      return onShareRedialAsked(state, event.id, event.share, moment);
    case 'participant:flooded':
      return bar(state, event.id, moment);
    case 'network:changed':
      return onNetworkChanged(state, moment);
    case 'ice:usable':
      return onEveryLink(state, { type: 'nudge' }, moment);
    case 'tick':
      // `tickLinks` lets the time pass.
      return step(state);
  }
}

/**
 * Takes a whole roster, unless this connection has told of a newer one already: the answer to a question travels slower
 * than a fact. The first word of a connection counts whatever its revision: a restarted server knows of nobody.
 */
function withRoster(state: CallState, roster: Roster): CallState {
  const isLate = state.isRosterOfConnection && roster.rev < state.roster.rev;
  return { ...state, roster: isLate ? state.roster : roster, isRosterOfConnection: true };
}

function onJoin(state: CallState, { name, passcode }: Extract<CallEvent, { type: 'join' }>): Step {
  const keys = passcode === undefined ? state.keys : { ...state.keys, passcode };
  return step({ ...state, phase: 'joining', endReason: null, doorRefusal: null, name, keys });
}

function onLeave(state: CallState): Step {
  const leaving = step(state, { type: 'room:leave' });
  if (state.phase === 'knocking')
    return andThen(leaving, (next) => step({ ...next, phase: 'lobby', admission: 'none' }));
  return isInCall(state) ? andThen(leaving, (next) => end(next, 'left')) : step(state);
}

function onRoomLost(state: CallState): Step {
  // Both go the same way, so the one that is lost tells of the other. Before we are in the room nothing depends on it.
  const isDoubtful = state.phase === 'joined' && state.peerServer === 'open';
  const peerServer = isDoubtful ? 'doubtful' : state.peerServer;
  return step({ ...state, isRoomConnected: false, isRosterOfConnection: false, admission: 'none', peerServer });
}

function onRoomConnected(state: CallState): Step {
  const connected: CallState = { ...state, isRoomConnected: true, isRosterOfConnection: false, admission: 'none' };
  return state.peerServer === 'doubtful' ? step(connected, { type: 'peer-server:reconnect' }) : step(connected);
}

/** What was dialled over the connection before this one has gone with it, and is dialled again. */
function onPeerServerOpen(state: CallState, moment: Moment): Step {
  const open: CallState = { ...state, peerServer: 'open' };
  return state.peerServer === 'opening' ? step(open) : onEveryLink(open, { type: 'can-dial' }, moment);
}

function onNetworkChanged(state: CallState, moment: Moment): Step {
  const reconnect: Effect[] = state.peerServer === 'lost' ? [{ type: 'peer-server:reconnect' }] : [];
  const changed = { type: 'network-changed' } as const;
  const links = onEveryLink({ ...state, networkChangedAt: moment.now }, changed, moment);
  const all = andThen(links, (next) => onScreensWith(next, () => true, changed, moment));
  return andThen(all, (next) =>
    step(next, { type: state.isRoomConnected ? 'room:probe' : 'room:reconnect' }, ...reconnect),
  );
}

/**
 * Listen first, join second: a first join waits until PeerServer can reach us, for only then can those who come
 * after us call us. Coming back does not wait for it: media is up, and being on the roster keeps it so.
 */
function admit(state: CallState): Step {
  const canBeCalled = state.peerServer === 'open' || state.phase === 'joined';
  if (!isInCall(state) || !state.isRoomConnected || state.admission !== 'none' || !canBeCalled) return step(state);
  const isLocked = state.phase === 'joined' && state.wasLocked;
  return step(
    { ...state, admission: 'requested' },
    { type: 'room:join', name: state.name, isLocked, keys: state.keys },
  );
}

/**
 * A restarted server has forgotten the lock, and its rosters say so. Only those who were inside know of it: they keep
 * what they knew until they are in the room again, over any number of lost connections.
 */
const rememberLock = (state: CallState): Step =>
  step(
    state.admission === 'granted' && state.wasLocked !== state.roster.isLocked
      ? { ...state, wasLocked: state.roster.isLocked }
      : state,
  );

/** A change of networks that was noticed this long ago has nothing to do with a connection that is new now. */
const NEWS_MS = 15_000;

/**
 * Signals can be sent again: links that waited for that are mended now. When the network is a new one, so are those
 * that still look well: what was said when it changed may have gone into a connection that was dead already.
 */
function onJoined(state: CallState, { self, roster }: Joined, moment: Moment): Step {
  if (!isInCall(state)) return step(state, { type: 'room:leave' });
  const { phase, networkChangedAt } = state;
  const granted: CallState = {
    ...state,
    phase: 'joined',
    admission: 'granted',
    networkChangedAt: null,
    seq: self.seq,
    name: self.name,
  };
  const joined = withRoster(granted, roster);
  if (phase !== 'joined') return step(joined);
  const isNetworkNew = networkChangedAt !== null && moment.now - networkChangedAt < NEWS_MS;
  const event: HealthEvent = { type: isNetworkNew ? 'network-changed' : 'nudge' };
  return onEveryLink(joined, event, moment);
}

function onFact(state: CallState, fact: Fact): Step {
  // Those outside a locked room hear no other facts, so they cannot tell by the revision whether they missed one.
  if (fact.type === 'knock:ended' && fact.id === state.selfId && state.phase === 'knocking') {
    return fact.outcome === 'refused' ? end(state, 'knock:refused') : onKnockAnswered(state, fact.outcome);
  }
  const applied = applyFact(state.roster, fact);
  if (applied.type === 'stale') return step(state);
  if (applied.type === 'gap') return step(state, { type: 'room:resync' });

  const notices = isInCall(state) ? noticesOf(state, fact) : [];
  const next = withRoster(state, applied.roster);
  if (fact.type === 'participant:left' && fact.id === state.selfId && isInCall(state)) {
    if (fact.reason === 'removed') return end(next, 'participant:removed');
    if (fact.reason === 'ended') return end(next, 'room:ended');
  }
  // The server lost us and does not know that we are back: tell it.
  if (fact.type === 'participant:left' && fact.id === state.selfId) return step({ ...next, admission: 'none' });
  const after = fact.type === 'participant:left' ? onLeft(next, fact.id, fact.reason) : step(next);
  return { state: after.state, effects: [...after.effects, ...notices] };
}
