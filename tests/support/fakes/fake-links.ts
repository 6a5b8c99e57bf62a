import type { ParticipantId } from '../../../src/shared/protocol.ts';
import type { Ice } from '../../../src/shared/ice.ts';
import type { LinkEvent, Links, OutgoingTracks } from '../../../src/client/call/ports/links.ts';
import type { FakeClock } from './fake-clock.ts';
import type { FakeCall, FakeEnd, FakeNetwork } from './fake-network.ts';
import { LATENCY_MS, type FakeServer } from './fake-server.ts';
import type { PictureId, Purpose, VideoEncoding } from '../../../src/client/call/words.ts';

/** PeerServer, and the pages that can be called by way of it. */
export interface FakeSwitchboard {
  readonly pages: Map<ParticipantId, (call: FakeCall) => void>;
}

export interface FakeLinks extends Links {
  setOnline(isOnline: boolean): void;
  /** The page is gone without a word: its connections end where they are. */
  vanish(): void;
  readonly tracks: OutgoingTracks;
  readonly encodings: ReadonlyMap<PictureId, VideoEncoding>;
  readonly ice: readonly Ice[];
  readonly restarts: readonly string[];
  readonly refreshed: readonly string[];
  /** The certificate that somebody in between shows this page for another's; else it sees their own. */
  readonly shown: Map<ParticipantId, string>;
  readonly shownOnScreens: Map<ParticipantId, string>;
  /** One of its own for each connection, as browsers make them where a page has none. */
  hasManyCertificates: boolean;
  /** Makes the next thing of this kind that is asked of it fail. */
  breakNext(what: 'dial' | 'send'): void;
  /** What the browser would measure; null for nothing. */
  report: (connection: string) => RTCStatsReport | null;
}

const RECONNECT_MS = 300;

export interface FakeLinksOptions {
  readonly clock: FakeClock;
  readonly server: FakeServer;
  readonly network: FakeNetwork;
  readonly switchboard: FakeSwitchboard;
  readonly id: ParticipantId;
}

export function createFakeLinks({ clock, server, network, switchboard, id }: FakeLinksOptions): FakeLinks {
  let emit: (event: LinkEvent) => void = () => undefined;
  let isOnline = true;
  let isOpen = false;
  let hasOpened = false;
  let isGone = false;
  let rounds = 0;
  let tracks: OutgoingTracks = { audio: null, video: null };
  let encodings: ReadonlyMap<PictureId, VideoEncoding> = new Map();
  let broken: 'dial' | 'send' | null = null;
  const ice: Ice[] = [];
  const shown = new Map<ParticipantId, string>();
  const shownOnScreens = new Map<ParticipantId, string>();
  const restarts: string[] = [];
  const refreshed: string[] = [];
  const own = new Map<string, { call: FakeCall; end: FakeEnd }>();
  const incoming = new Map<string, FakeCall>();
  const unsent: FakeCall[] = [];
  const listen = (event: LinkEvent): void => {
    if (!isGone) emit(event);
  };

  const createEnd = (connection: string): FakeEnd => ({
    connection,
    owner: id,
    emit(event) {
      if (event.type === 'broken') own.delete(connection);
      listen(event);
      if (event.type === 'ready') {
        const stream = { id: connection } as MediaStream;
        listen({ type: 'media', connection, media: { stream, audioLevel: () => 0 } });
      }
    },
    isClosed: false,
  });

  function connect(): void {
    if (isGone || isOpen) return;
    if (!isOnline || !server.isUp) {
      clock.schedule(connect, RECONNECT_MS);
      return;
    }
    isOpen = hasOpened = true;
    switchboard.pages.set(id, receiveCall);
    listen({ type: 'open' });
    unsent.splice(0).forEach(offer);
  }

  function lose(): void {
    if (!isOpen) return;
    isOpen = false;
    switchboard.pages.delete(id);
    listen({ type: 'lost' });
    clock.schedule(connect, RECONNECT_MS);
  }
  server.onStop(() => clock.schedule(lose, LATENCY_MS));

  function receiveCall(call: FakeCall): void {
    if (!isOpen || !isOnline) return;
    const connection = `${call.caller.owner}/${call.callId}`;
    incoming.set(connection, call);
    listen({ type: 'incoming', from: call.caller.owner, connection, purpose: call.purpose });
  }

  /** Before the first opening offers are kept; a connection that is silently dead swallows them. */
  function offer(call: FakeCall): void {
    const { to } = call as FakeCall & { to: ParticipantId };
    clock.schedule(() => {
      if (!isOpen || !isOnline || !server.isUp) return;
      const ring = switchboard.pages.get(to);
      clock.schedule(() => (ring ? ring(call) : listen({ type: 'unreachable', id: to })), LATENCY_MS);
    }, LATENCY_MS);
  }

  function dial(to: ParticipantId, connection: string, purpose: Purpose): void {
    if (broken === 'dial') {
      broken = null;
      throw new Error('cannot dial');
    }
    if (hasOpened && !isOpen) {
      queueMicrotask(() => listen({ type: 'broken', connection }));
      return;
    }
    const end = createEnd(connection);
    const call = {
      to,
      callId: connection,
      purpose,
      caller: end,
      callee: null,
      isConnected: false,
      isStale: false,
      isMediaDead: false,
      packets: 0,
      countedAt: clock.now(),
      waiting: [],
    } satisfies FakeCall & { to: ParticipantId };
    own.set(connection, { call, end });
    network.add(call);
    if (isOpen) offer(call);
    else unsent.push(call);
  }

  const otherEnd = ({ caller, callee }: FakeCall): FakeEnd | null => (caller.owner === id ? callee : caller);
  const remoteOf = (call: FakeCall): ParticipantId =>
    call.caller.owner === id ? (call as FakeCall & { to: ParticipantId }).to : call.caller.owner;

  function describe({ call }: { call: FakeCall }, type: 'offer' | 'answer'): void {
    const description = { type, sdp: '' };
    listen({
      type: 'signal',
      to: remoteOf(call),
      callId: call.callId,
      signal: { type: 'description', round: (rounds += 1), description },
    });
  }

  function restart(connection: string): void {
    const known = own.get(connection);
    if (!known) return;
    restarts.push(connection);
    if (known.call.caller.owner === id) describe(known, 'offer');
    else listen({ type: 'signal', to: remoteOf(known.call), callId: known.call.callId, signal: { type: 'restart' } });
  }

  const links: FakeLinks = {
    open(listener) {
      emit = listener;
      clock.schedule(connect, LATENCY_MS);
    },
    dial: (to, connection) => dial(to, connection, { kind: 'camera' }),
    dialScreen: (to, connection, { share }) => dial(to, connection, { kind: 'screen', share }),
    answer(connection) {
      const call = incoming.get(connection);
      incoming.delete(connection);
      if (!call) return;
      const end = createEnd(connection);
      own.set(connection, { call, end });
      call.callee = end;
      network.negotiated(call);
    },
    close(connection) {
      incoming.delete(connection);
      const known = own.get(connection);
      if (known) known.end.isClosed = true;
      own.delete(connection);
    },
    setTracks(next) {
      tracks = next;
    },
    setEncodings(next) {
      encodings = next;
    },
    send(connection, text) {
      if (broken === 'send') {
        broken = null;
        throw new Error('cannot send');
      }
      const known = own.get(connection);
      if (!known) return;
      network.deliver(known.call, () => {
        const other = otherEnd(known.call);
        if (other && !other.isClosed) other.emit({ type: 'text', connection: other.connection, text });
      });
    },
    sendBytes: () => false,
    restart,
    avoidCodec: () => Promise.resolve('none'),
    refresh: (connection) => void refreshed.push(connection),
    receive(from, callId, signal) {
      const known = [...own.values()].find(({ call }) => call.callId === callId && remoteOf(call) === from);
      if (!known) return false;
      if (signal.type === 'hang-up') {
        known.end.isClosed = true;
        known.end.emit({ type: 'broken', connection: known.end.connection });
      } else if (signal.type === 'restart') restart(known.end.connection);
      else if (signal.type === 'description') {
        if (signal.description.type === 'offer') describe(known, 'answer');
        else network.negotiated(known.call);
      }
      return true;
    },
    callOf(connection) {
      const call = own.get(connection)?.call ?? incoming.get(connection);
      return call ? { to: remoteOf(call), callId: call.callId } : null;
    },
    packetsReceived: (connection) => {
      const call = own.get(connection)?.call;
      return Promise.resolve(call ? network.packets(call) : 0);
    },
    fingerprints(connection) {
      const call = own.get(connection)?.call;
      if (!call) return Promise.resolve(null);
      const other = remoteOf(call);
      const swapped = call.purpose.kind === 'screen' ? shownOnScreens : shown;
      const local = `sha-256 ${id}${links.hasManyCertificates ? connection : ''}`;
      return Promise.resolve({ local: [local], remote: [swapped.get(other) ?? `sha-256 ${other}`] });
    },
    stats: (connection) => Promise.resolve(own.has(connection) ? links.report(connection) : null),
    reconnect() {
      lose();
      clock.schedule(connect, LATENCY_MS);
    },
    usePeerToken: () => void clock.schedule(connect, LATENCY_MS),
    useIce: (next) => void ice.push(next),
    setOnline(next) {
      isOnline = next;
    },
    vanish() {
      lose();
      isGone = true;
      for (const { end } of own.values()) end.isClosed = true;
    },
    get tracks() {
      return tracks;
    },
    get encodings() {
      return encodings;
    },
    ice,
    shown,
    shownOnScreens,
    hasManyCertificates: false,
    restarts,
    refreshed,
    breakNext(what) {
      broken = what;
    },
    report: () => null,
  };
  return links;
}
