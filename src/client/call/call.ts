import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { Ice } from '../../shared/ice.ts';
import type { KnockAnswer, ParticipantId, Roster } from '../../shared/protocol.ts';
import { createCallState, type CallEvent, type CallState, type Effect } from './room/call-state.ts';
import { createBulk, type Bulk } from './messages/bulk.ts';
import { createHosting, type Hosting } from './hosting/hosting.ts';
import type { Messages } from './messages/channels.ts';
import { createConversations } from './messages/conversations.ts';
import { createEngine } from './engine.ts';
import { createFailures } from './failures.ts';
import { createRenewals } from './room/renewals.ts';
import { watchSleep } from './sleep-watch.ts';
import type { Trouble } from './link/diagnose.ts';
import { createReceivedMedia } from './link/received-media.ts';
import { createLifetime } from './lifetime.ts';
import { createListeners } from './listeners.ts';
import { watchTroubles } from './link/link-troubles.ts';
import { createMediaCheck, isMediaExpected } from './link/media-check.ts';
import { shareMediaStates, type MediaState } from './devices/media-states.ts';
import { nextDeadline } from './link/deadlines.ts';
import { listenToPorts } from './port-events.ts';
import { reduce } from './room/reduce.ts';
import { createEffectRunner, NO_CALL } from './run-effect.ts';
import { createScreens, type Screens } from './screens/screens.ts';
import { noticeOfDevice } from './notices/device-notice.ts';
import type { Notice, Notify } from './notices/notice.ts';
import type { CallPorts } from './ports.ts';
import type { DoorKeys } from './ports/room-link.ts';
import type { Links, RemoteMedia } from './ports/links.ts';
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
  /** Hosts, and what they set for the room. */
  readonly hosting: Hosting;
  /** What features say to the others. */
  readonly messages: Messages;
  /** Who is sent how much video, and what comes of that. */
  readonly uplink: Uplink;
  /** Bytes in bulk, beside the messages. */
  readonly bulk: Bulk;
  /** What the browser measures on the present connection with somebody; null while there is none. */
  stats(id: ParticipantId): Promise<RTCStatsReport | null>;
  /** @param passcode of a room that has one; the one from before where it is absent */
  join(name: string, passcode?: string): void;
  readonly fingerprints: Links['fingerprints'];
  leave(): void;
  rename(name: string): void;
  /** Whether newcomers have to be let in: for everybody in the room, by anybody in it. */
  setLocked(isLocked: boolean): void;
  answerKnock(answer: KnockAnswer): void;
  /** Hears everything that the person is told of; returns what ends the telling. */
  onNotice(listener: Notify): () => void;
  /** Tells the person; nothing is told after the call has been closed. */
  readonly notify: Notify;
  /** Leaves, and ends every timer and effect: nothing happens any more. Closing twice is fine. */
  close(): void;
}

export function createCall(
  given: CallPorts,
  start: { selfId: ParticipantId; roster: Roster; ice: Ice; connectionPrefix: string; keys?: DoorKeys },
): Call {
  const notices = createListeners<Notice>();
  const failures = createFailures(given, () => notices.tell({ type: 'failed' }));
  const lifetime = createLifetime({ schedule: given.schedule, report: failures.report });
  const ports: CallPorts = { ...given, schedule: lifetime.schedule, report: failures.report };
  const { room, links, media } = ports;
  const notify: Notify = (notice) => lifetime.attempt(() => notices.tell(notice));

  const engine = createEngine<CallState, CallEvent, Effect>(
    { first: createCallState(start), reduce, nextDeadline },
    { ...ports, onFailure: failures.tell, onFollowerFailure: failures.report },
  );
  const { state } = engine;
  const dispatch = (event: CallEvent): void => {
    if (!lifetime.isOver) engine.dispatch(event);
  };
  const onBroken = (connection: ConnectionId): void => dispatch({ type: 'connection:broken', connection });

  const renewals = createRenewals({ ...ports, first: start.ice, state, dispatch, lifetime });
  /** Links are mended with credentials that a relay accepts: those from before the computer slept may have ended. */
  const onNetworkChange = (): void => renewals.ice.whenFresh(() => dispatch({ type: 'network:changed' }));

  const received = createReceivedMedia(state);
  const conversations = createConversations({
    ...ports,
    session: start.connectionPrefix,
    state: () => state.peek(),
    lifetime,
    sendText: (connection, text) => links.send(connection, text),
    packetsReceived: (connection) => links.packetsReceived(connection),
    onStall: (connection, change) =>
      dispatch({ type: change === 'stalled' ? 'connection:interrupted' : 'connection:live', connection }),
    onSilence: () => void room.probe(),
    onFlood: (id) => dispatch({ type: 'participant:flooded', id }),
  });
  const bulk = createBulk({
    state: () => state.peek(),
    currentTo: (id) => conversations.currentTo(id),
    sendBytes: (connection, frame) => links.sendBytes(connection, frame),
  });
  // Greetings are said in the order in which their channels are made, and the screens come first (S1).
  const screens = createScreens({
    source: ports.screenSource,
    idPrefix: `screen_${start.connectionPrefix}`,
    lifetime,
    call: state,
    dispatch,
    notify,
    messages: conversations,
    remoteMedia: received.ofConnections,
  });
  const mediaStates = shareMediaStates({ messages: conversations, media, state, lifetime });
  const linkTroubles = watchTroubles({
    links: computed(() => state.value.links),
    lifetime,
    send: (to, facts) => void room.signal(to, NO_CALL, { type: 'ice-facts', facts }),
  });
  const hosting = createHosting({
    state,
    requests: room.hosting,
    media,
    screens,
    lifetime,
    notify,
    onKept: (key) => dispatch({ type: 'host-key:kept', key }),
  });
  const uplink = createUplink({
    ...ports,
    lifetime,
    messages: conversations,
    state,
    screens: screens.sent,
    onEncoderStuck: onBroken,
  });
  const checkMedia = createMediaCheck({
    ...ports,
    packetsReceived: (connection) => links.packetsReceived(connection),
    isExpected: (connection) =>
      isMediaExpected(state.peek(), connection, {
        mediaStateOf: (id) => mediaStates.peek().get(id),
        isWatched: (id) => uplink.expects(id),
      }),
    onSilent: onBroken,
  });

  engine.start(
    createEffectRunner({
      ...ports,
      dispatch,
      onClosed(connection) {
        conversations.onClosed(connection);
        received.onClosed(connection);
      },
      screenOf: screens.streamOf,
      checkMedia,
      notify,
      acceptIce: renewals.ice.enter,
    }),
  );

  lifetime.effect(() => conversations.keepOnlyPresent(state.value));
  lifetime.effect(() => links.setTracks(media.tracks.value));
  media.onNotice((news) => notify(noticeOfDevice(news)));
  watchSleep(ports.now, lifetime, onNetworkChange);
  ports.onNetworkChange(() => lifetime.attempt(onNetworkChange));
  listenToPorts({
    ...ports,
    lifetime,
    state,
    dispatch,
    conversations,
    bulk,
    linkTroubles,
    received,
    hosting,
    ticketRenewal: renewals.ticket,
  });

  return {
    state,
    media: received.ofParticipants,
    mediaStates,
    troubles: linkTroubles.troubles,
    screens,
    hosting,
    messages: conversations,
    uplink,
    bulk,
    async stats(id) {
      const connection = state.peek().links.get(id)?.health.connection ?? null;
      return connection === null ? null : links.stats(connection);
    },
    join: (name, passcode) => dispatch({ type: 'join', name, ...(passcode !== undefined && { passcode }) }),
    fingerprints: (connection) => links.fingerprints(connection),
    leave: () => dispatch({ type: 'leave' }),
    rename: (name) => dispatch({ type: 'rename', name }),
    setLocked: (isLocked) => void room.setLocked(isLocked),
    answerKnock: (answer) => void room.answerKnock(answer),
    onNotice: notices.add,
    notify,
    close() {
      dispatch({ type: 'leave' });
      lifetime.end();
    },
  };
}
