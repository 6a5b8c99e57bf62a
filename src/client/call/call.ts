import type { ReadonlySignal } from '@preact/signals-core';
import type { Ice } from '../../shared/ice.ts';
import type { KnockAnswer, ParticipantId, Roster } from '../../shared/protocol.ts';
import {
  createCallState,
  screenLinkOf,
  type CallEvent,
  type CallState,
  type Effect,
  type Notice,
} from './room/call-state.ts';
import { createBulk, type Bulk } from './messages/bulk.ts';
import type { Messages } from './messages/channels.ts';
import { createConversations } from './messages/conversations.ts';
import { createEngine } from './engine.ts';
import { createFailures } from './failures.ts';
import { createIceRenewal } from './link/ice-renewal.ts';
import type { Trouble } from './link/diagnose.ts';
import { createReceivedMedia } from './link/received-media.ts';
import { createLifetime } from './lifetime.ts';
import { createListeners } from './listeners.ts';
import { watchTroubles } from './link/link-troubles.ts';
import { createMediaCheck, isMediaExpected } from './link/media-check.ts';
import { shareMediaStates, type MediaState } from './devices/media-states.ts';
import { nextDeadline } from './link/deadlines.ts';
import { createShareHeartbeats } from './screens/share-heartbeats.ts';
import { routePortEvents } from './port-events.ts';
import { reduce } from './room/reduce.ts';
import { createEffectRunner, NO_CALL } from './run-effect.ts';
import { createTicketRenewal } from './room/ticket-renewal.ts';
import { createScreens, type Screens } from './screens/screens.ts';
import type { CallPorts } from './ports.ts';
import type { RemoteMedia } from './ports/links.ts';
import { createUplink, type Uplink } from './video/uplink.ts';
import type { ConnectionId } from './words.ts';

/** A call: commands go in, signals come out. Connects the reducer with the ports; decides nothing itself. */
export interface Call {
  readonly state: ReadonlySignal<CallState>;
  /** What is received from each participant, as long as there is a connection to them. */
  readonly media: ReadonlySignal<ReadonlyMap<ParticipantId, RemoteMedia>>;
  readonly mediaStates: ReadonlySignal<ReadonlyMap<ParticipantId, MediaState>>;
  /** Why the link with somebody could not be made, when it has failed. */
  readonly troubles: ReadonlySignal<ReadonlyMap<ParticipantId, Trouble>>;
  /** Screens that are shared, ours and theirs. */
  readonly screens: Screens;
  /** What features say to the others. */
  readonly messages: Messages;
  /** Who is sent how much video, and what comes of that. */
  readonly uplink: Uplink;
  /** Bytes in bulk, beside the messages. */
  readonly bulk: Bulk;
  /** What the browser measures on the present connection with somebody; null while there is none. */
  stats(id: ParticipantId): Promise<RTCStatsReport | null>;
  join(name: string): void;
  leave(): void;
  rename(name: string): void;
  /** Whether newcomers have to be let in: for everybody in the room, by anybody in it. */
  setLocked(isLocked: boolean): void;
  answerKnock(answer: KnockAnswer): void;
  /** Who came and went, told once; returns what ends the telling. */
  onNotice(listener: (notice: Notice) => void): () => void;
  /** Leaves, and ends every timer and effect: nothing happens any more. Closing twice is fine. */
  close(): void;
}

export function createCall(
  given: CallPorts,
  start: { selfId: ParticipantId; roster: Roster; ice: Ice; connectionPrefix: string },
): Call {
  const notices = createListeners<Notice>();
  const failures = createFailures(given, () => notify({ type: 'failed', name: '' }));
  const lifetime = createLifetime({ schedule: given.schedule, report: failures.report });
  const ports: CallPorts = { ...given, schedule: lifetime.schedule, report: failures.report };
  const { room, links, media, now, schedule } = ports;

  const notify = (notice: Notice): void => lifetime.attempt(() => notices.tell(notice));

  const engine = createEngine<CallState, CallEvent, Effect>(
    { first: createCallState(start), reduce, run: (effect) => run(effect), nextDeadline },
    { ...ports, onFailure: failures.tell, onFollowerFailure: failures.report },
  );
  const { state } = engine;
  const received = createReceivedMedia(state);

  function dispatch(event: CallEvent): void {
    if (!lifetime.isOver) engine.dispatch(event);
  }

  const run = createEffectRunner({
    room,
    links,
    dispatch,
    close,
    screenOf: (share) => screens.streamOf(share),
    checkMedia: (connection) => checkMedia(connection),
    notify,
    acceptIce: (ice) => iceRenewal.enter(ice),
  });

  /** Says so to the other side: whoever hears of it need not wait for a timeout. */
  function close(connection: ConnectionId): void {
    const call = links.callOf(connection);
    if (call) void room.signal(call.to, call.callId, { type: 'hang-up' });
    links.close(connection);
    conversations.onClosed(connection);
    heartbeats.onClosed(connection);
    received.onClosed(connection);
  }

  function onStall(connection: ConnectionId, change: 'stalled' | 'resumed'): void {
    dispatch({ type: change === 'stalled' ? 'connection:interrupted' : 'connection:live', connection });
  }

  const conversations = createConversations({
    session: start.connectionPrefix,
    state: () => state.peek(),
    now,
    lifetime,
    sendText: (connection, text) => links.send(connection, text),
    packetsReceived: (connection) => links.packetsReceived(connection),
    onStall,
    onSilence: () => void room.probe(),
    onFlood: (id) => dispatch({ type: 'participant:flooded', id }),
    onWake: onNetworkChange,
  });

  const iceRenewal = createIceRenewal({
    ...ports,
    first: start.ice,
    isMember: () => state.peek().phase === 'joined',
    renew: async () => (await ports.renewAdmission()).ice,
    onRenewed: (ice, { wasExpired }) =>
      lifetime.attempt(() => {
        links.useIce(ice);
        if (wasExpired) dispatch({ type: 'ice:usable' });
      }),
  });

  const ticketRenewal = createTicketRenewal({
    ...ports,
    renew: ports.renewAdmission,
    isWanted: () => !lifetime.isOver && state.peek().phase !== 'over',
    accept: ({ ice, identity }) =>
      lifetime.attempt(() => {
        iceRenewal.accept(ice);
        links.usePeerToken(identity.peerToken);
        room.useTicket(identity.ticket);
      }),
  });

  /** Links are mended with credentials that a relay accepts: those from before the computer slept may have ended. */
  function onNetworkChange(): void {
    iceRenewal.whenFresh(() => dispatch({ type: 'network:changed' }));
  }

  const bulk = createBulk({
    state: () => state.peek(),
    currentTo: (id) => conversations.currentTo(id),
    sendBytes: (connection, frame) => links.sendBytes(connection, frame),
  });

  const mediaStates = shareMediaStates({ messages: conversations, media, state, lifetime });
  const linkTroubles = watchTroubles({
    state,
    lifetime,
    send: (to, facts) => void room.signal(to, NO_CALL, { type: 'ice-facts', facts }),
  });

  const screens = createScreens({
    source: ports.screenSource,
    idPrefix: `screen_${start.connectionPrefix}`,
    lifetime,
    call: state,
    dispatch,
    messages: conversations,
    remoteMedia: received.ofConnections,
  });

  const heartbeats = createShareHeartbeats({
    session: start.connectionPrefix,
    now,
    lifetime,
    linkOf: (connection) => screenLinkOf(state.peek(), connection),
    sendText: (connection, text) => links.send(connection, text),
    packetsReceived: (connection) => links.packetsReceived(connection),
    onSilence: () => void room.probe(),
    onFlood: (id) => dispatch({ type: 'participant:flooded', id }),
    onStall,
  });

  const uplink = createUplink({
    ...ports,
    lifetime,
    messages: conversations,
    state,
    screens: screens.sent,
    onEncoderStuck: (connection) => dispatch({ type: 'connection:broken', connection }),
  });

  const checkMedia = createMediaCheck({
    packetsReceived: (connection) => links.packetsReceived(connection),
    schedule,
    isExpected: (connection) =>
      isMediaExpected(state.peek(), connection, {
        mediaStateOf: (id) => mediaStates.peek().get(id),
        isWatched: (id) => uplink.expects(id),
      }),
    onSilent: (connection) => dispatch({ type: 'connection:broken', connection }),
  });

  const { onRoomEvent, onLinkEvent } = routePortEvents({
    room,
    links,
    state,
    dispatch,
    conversations,
    bulk,
    heartbeats,
    linkTroubles,
    received,
    ticketRenewal,
  });

  lifetime.effect(() => {
    const { links: present } = state.value;
    conversations.keepOnly((id) => present.has(id));
  });
  lifetime.effect(() => heartbeats.keepOnly(state.value.shares.links));
  lifetime.effect(() => links.setTracks(media.tracks.value));
  lifetime.effect(() => {
    if (state.value.phase === 'joining') ticketRenewal.resume();
  });

  room.listen((event) => lifetime.attempt(() => onRoomEvent(event)));
  links.open((event) => lifetime.attempt(() => onLinkEvent(event)));
  ports.onNetworkChange(() => lifetime.attempt(onNetworkChange));

  return {
    state,
    media: received.ofParticipants,
    mediaStates,
    troubles: linkTroubles.troubles,
    screens,
    messages: conversations,
    uplink,
    bulk,
    async stats(id) {
      const connection = state.peek().links.get(id)?.health.connection ?? null;
      return connection === null ? null : links.stats(connection);
    },
    join: (name) => dispatch({ type: 'join', name }),
    leave: () => dispatch({ type: 'leave' }),
    rename: (name) => dispatch({ type: 'rename', name }),
    setLocked: (isLocked) => void room.setLocked(isLocked),
    answerKnock: (answer) => void room.answerKnock(answer),
    onNotice: notices.add,
    close() {
      dispatch({ type: 'leave' });
      lifetime.end();
    },
  };
}
