import type { ParticipantId } from '../../../src/shared/protocol.ts';
import type { LinkEvent } from '../../../src/client/call/ports/links.ts';
import { LATENCY_MS } from './fake-server.ts';
import type { FakeClock } from './fake-clock.ts';
import type { Purpose } from '../../../src/client/call/words.ts';

/** How long a connection without a path is taken for sound by ICE, and when it is given up (FIELD-NOTES: Chromium). */
const INTERRUPTED_MS = 6500;
const FAILED_MS = 16_000;

/** Audio in packets of 20 ms. */
const PACKET_MS = 20;

/** One side of a call between two pages. */
export interface FakeEnd {
  readonly connection: string;
  readonly owner: ParticipantId;
  readonly emit: (event: LinkEvent) => void;
  isClosed: boolean;
}

/** A call between two pages, over whatever path there is between them. */
export interface FakeCall {
  readonly callId: string;
  readonly purpose: Purpose;
  readonly caller: FakeEnd;
  callee: FakeEnd | null;
  /** Both sides have found a path; what they say waits where it is cut. */
  isConnected: boolean;
  /** The addresses that it was made with are gone: only a restart or a fresh call finds the new ones. */
  isStale: boolean;
  /** Nothing but heartbeats comes: Firefox after a restart that came too late. */
  isMediaDead: boolean;
  packets: number;
  countedAt: number;
  readonly waiting: (() => void)[];
}

/** The ways between pages, and the calls on them. */
export interface FakeNetwork {
  readonly calls: readonly FakeCall[];
  add(call: FakeCall): void;
  /** ICE has what it needs of both sides: the call is up as soon as there is a path. */
  negotiated(call: FakeCall): void;
  hasPath(call: FakeCall): boolean;
  /** In order, and once there is a path. */
  deliver(call: FakeCall, task: () => void): void;
  packets(call: FakeCall): number;
  cut(a: ParticipantId, b: ParticipantId): void;
  restore(a: ParticipantId, b: ParticipantId): void;
  /** What is on one call only, as when a router forgets one of two connections. */
  cutCall(call: FakeCall): void;
  /** Somebody has other addresses from now on. */
  move(id: ParticipantId): void;
}

const keyOf = (a: ParticipantId, b: ParticipantId): string => [a, b].sort().join(' ');

const endsOf = ({ caller, callee }: FakeCall): FakeEnd[] => (callee ? [caller, callee] : [caller]);

export function createFakeNetwork(clock: FakeClock): FakeNetwork {
  const calls: FakeCall[] = [];
  const cuts = new Set<string>();

  const tell = (call: FakeCall, type: 'live' | 'interrupted' | 'broken' | 'ready'): void => {
    for (const end of endsOf(call)) if (!end.isClosed) end.emit({ type, connection: end.connection });
  };
  const isOpen = (call: FakeCall): boolean => call.callee !== null && endsOf(call).every(({ isClosed }) => !isClosed);
  const hasPath = (call: FakeCall): boolean =>
    isOpen(call) && !call.isStale && !cuts.has(keyOf(call.caller.owner, call.callee?.owner ?? ''));

  function count(call: FakeCall): void {
    const sinceMs = clock.now() - call.countedAt;
    call.countedAt = clock.now();
    if (call.isConnected && hasPath(call) && !call.isMediaDead) call.packets += sinceMs / PACKET_MS;
  }

  function flush(call: FakeCall): void {
    for (const task of call.waiting.splice(0)) clock.schedule(task, LATENCY_MS);
  }

  /** Follows what ICE says of a call whose path is gone. */
  function watch(call: FakeCall): void {
    clock.schedule(() => {
      if (call.isConnected && isOpen(call) && !hasPath(call)) tell(call, 'interrupted');
    }, INTERRUPTED_MS);
    clock.schedule(() => {
      if (!isOpen(call) || hasPath(call)) return;
      tell(call, 'broken');
      for (const end of endsOf(call)) end.isClosed = true;
    }, FAILED_MS);
  }

  function change(isConcerned: (call: FakeCall) => boolean, task: (call: FakeCall) => void): void {
    const concerned = calls.filter((call) => isOpen(call) && isConcerned(call));
    concerned.forEach(count);
    concerned.forEach(task);
  }

  const isBetween = (a: ParticipantId, b: ParticipantId) => (call: FakeCall) =>
    keyOf(call.caller.owner, call.callee?.owner ?? '') === keyOf(a, b);

  return {
    calls,
    add: (call) => void calls.push(call),
    negotiated(call) {
      clock.schedule(() => {
        count(call);
        if (!isOpen(call)) return;
        call.isStale = false;
        if (!hasPath(call)) {
          watch(call);
          return;
        }
        const isFirst = !call.isConnected;
        call.isConnected = true;
        tell(call, 'live');
        if (isFirst) tell(call, 'ready');
        flush(call);
      }, LATENCY_MS);
    },
    hasPath,
    deliver(call, task) {
      if (!call.isConnected) return;
      if (hasPath(call)) clock.schedule(task, LATENCY_MS);
      else call.waiting.push(task);
    },
    packets(call) {
      count(call);
      return Math.floor(call.packets);
    },
    cut(a, b) {
      change(isBetween(a, b), watch);
      cuts.add(keyOf(a, b));
    },
    restore(a, b) {
      const concerned = calls.filter((call) => isOpen(call) && isBetween(a, b)(call));
      concerned.forEach(count);
      cuts.delete(keyOf(a, b));
      for (const call of concerned) {
        if (!call.isConnected || call.isStale) continue;
        tell(call, 'live');
        flush(call);
      }
    },
    cutCall(call) {
      count(call);
      watch(call);
      call.isStale = true;
    },
    move(id) {
      change(
        ({ caller, callee }) => caller.owner === id || callee?.owner === id,
        (call) => {
          watch(call);
          call.isStale = true;
        },
      );
    },
  };
}
