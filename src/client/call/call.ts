import { effect, signal, type ReadonlySignal } from '@preact/signals-core';
import type { Ice } from '../../shared/ice.ts';
import type { KnockAnswer, ParticipantId, Roster } from '../../shared/protocol.ts';
import { createCallState, linkOf, type CallEvent, type CallState, type Effect, type Notice } from './call-state.ts';
import { createBulk, type Bulk } from './bulk.ts';
import { createConversations, type Messages } from './conversations.ts';
import { createEngine } from './engine.ts';
import { createIceRenewal } from './ice-renewal.ts';
import type { Trouble } from './ice/diagnose.ts';
import type { ConnectionId } from './link-health.ts';
import type { MediaState } from './link-message.ts';
import { watchTroubles } from './link-troubles.ts';
import { createMediaCheck } from './media-check.ts';
import { shareMediaStates } from './media-states.ts';
import { nextDeadline } from './reconcile.ts';
import { routePortEvents } from './port-events.ts';
import { reduce } from './reduce.ts';
import { createEffectRunner, NO_CALL } from './run-effect.ts';
import { createScreens, type Screens } from './screens.ts';
import type { CallPorts, RemoteMedia } from './ports.ts';
import { createUplink, type Uplink } from './uplink.ts';

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
}

/** Asking for a new ticket again after a failure: about as often as Socket.IO reconnects. */
const RENEWAL_RETRY_MS = 2000;

export function createCall(
  ports: CallPorts,
  start: { selfId: ParticipantId; roster: Roster; ice: Ice; connectionPrefix: string },
): Call {
  const { room, links, media, now, schedule, renewAdmission } = ports;
  const remoteMedia = signal<ReadonlyMap<ConnectionId, RemoteMedia>>(new Map());
  const received = signal<ReadonlyMap<ParticipantId, RemoteMedia>>(new Map());
  const noticeListeners = new Set<(notice: Notice) => void>();

  const { state, dispatch } = createEngine<CallState, CallEvent, Effect>(
    { first: createCallState(start), reduce, run: (effect) => run(effect), nextDeadline },
    ports,
  );

  const run = createEffectRunner({
    room,
    links,
    dispatch,
    close,
    notify: (notice) => noticeListeners.forEach((listener) => listener(notice)),
    acceptIce: (ice) => iceRenewal.enter(ice),
  });

  /** Says so to the other side: whoever hears of it need not wait for a timeout. */
  function close(connection: ConnectionId): void {
    const call = links.callOf(connection);
    if (call) void room.signal(call.to, call.callId, { type: 'hang-up' });
    links.close(connection);
    conversations.onClosed(connection);
    screens.onClosed(connection);
    const next = new Map(remoteMedia.peek());
    if (next.delete(connection)) remoteMedia.value = next;
  }

  const conversations = createConversations({
    session: start.connectionPrefix,
    state: () => state.peek(),
    now,
    schedule,
    sendText: (connection, text) => links.send(connection, text),
    packetsReceived: (connection) => links.packetsReceived(connection),
    onStall: (connection, change) =>
      dispatch({ type: change === 'stalled' ? 'connection:interrupted' : 'connection:live', connection }),
    onSilence: () => void room.probe(),
    onFlood: (id) => dispatch({ type: 'participant:flooded', id }),
    onWake: onNetworkChange,
  });

  const iceRenewal = createIceRenewal({
    ...ports,
    first: start.ice,
    isMember: () => state.peek().phase === 'joined',
    renew: async () => (await renewAdmission()).ice,
    onRenewed(ice, { wasExpired }) {
      links.useIce(ice);
      if (wasExpired) dispatch({ type: 'ice:usable' });
    },
  });

  /** Links are mended with credentials that a relay accepts: those from before the computer slept may have ended. */
  function onNetworkChange(): void {
    iceRenewal.whenFresh(() => {
      dispatch({ type: 'network:changed' });
      screens.onNetworkChange();
    });
  }

  const bulk = createBulk({
    state: () => state.peek(),
    currentTo: (id) => conversations.currentTo(id),
    sendBytes: (connection, frame) => links.sendBytes(connection, frame),
  });

  const mediaStates = shareMediaStates(conversations, media, state);
  const linkTroubles = watchTroubles(state, (to, facts) => {
    void room.signal(to, NO_CALL, { type: 'ice-facts', facts });
  });

  const screens = createScreens({
    ports,
    call: state,
    messages: conversations,
    remoteMedia,
    isWatched: (id) => uplink.expects(id),
    close,
    onFlood: (id) => dispatch({ type: 'participant:flooded', id }),
    connectionPrefix: start.connectionPrefix,
  });

  const uplink = createUplink({
    ...ports,
    messages: conversations,
    state,
    screens: screens.sent,
    onEncoderStuck(connection) {
      dispatch({ type: 'connection:broken', connection });
      screens.onLinkEvent({ type: 'broken', connection });
    },
  });

  const checkMedia = createMediaCheck({
    packetsReceived: (connection) => links.packetsReceived(connection),
    schedule,
    isExpected(connection) {
      const link = linkOf(state.peek(), connection);
      const theirs = link && mediaStates.peek().get(link.participant.id);
      const isLive = link?.health.phase === 'live' && link.health.connection === connection;
      // Nobody sends video to a page that does not show it.
      return (
        isLive && (theirs?.microphone === true || (theirs?.camera === true && uplink.expects(link.participant.id)))
      );
    },
    onSilent: (connection) => dispatch({ type: 'connection:broken', connection }),
  });

  function renew(): void {
    renewAdmission().then(
      (admission) => {
        iceRenewal.accept(admission.ice);
        links.useTicket(admission.identity.ticket);
        room.useTicket(admission.identity.ticket);
      },
      () => schedule(renew, RENEWAL_RETRY_MS),
    );
  }

  const { onRoomEvent, onLinkEvent } = routePortEvents({
    room,
    links,
    state,
    dispatch,
    conversations,
    bulk,
    screens,
    linkTroubles,
    remoteMedia,
    checkMedia,
    renew,
  });

  effect(() => {
    const { links: present } = state.value;
    received.value = new Map(
      [...present.values()].flatMap(({ health, participant }) => {
        const remote = health.connection === null ? undefined : remoteMedia.value.get(health.connection);
        return remote ? [[participant.id, remote] as const] : [];
      }),
    );
  });
  effect(() => {
    const { links: present } = state.value;
    conversations.keepOnly((id) => present.has(id));
  });
  effect(() => links.setTracks(media.tracks.value));

  room.listen(onRoomEvent);
  links.open(onLinkEvent);
  ports.onNetworkChange(onNetworkChange);

  return {
    state,
    media: received,
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
    onNotice(listener) {
      noticeListeners.add(listener);
      return () => void noticeListeners.delete(listener);
    },
  };
}
