import { createAllowance, RECEIVED, SENT_RELIABLY, SENT_VOLATILE, unitsOf } from '../messages/allowance.ts';
import { createReliableChannel, decodeFrame } from '../messages/reliable-channel.ts';
import { createStallWatch, type StallWatch } from './stall-watch.ts';
import type { ConnectionId } from '../words.ts';

/** How often each side of a link lets itself be heard. */
export const HEARTBEAT_MS = 700;

/** Two heartbeats lost and a third one late: ICE itself would notice after five seconds and more. */
const STALL_MS = 2000;

/** A heartbeat this late is a reason to see whether media still arrives: the other page may only be busy. */
const LATE_MS = 1000;

/**
 * What is said over one link, whichever connections carry it. Lives as long as the participant is known; keeps what
 * they have not heard until there is a connection again.
 */
export interface LinkSession {
  /** A connection of this link can carry messages now. */
  onReady(connection: ConnectionId): void;
  onText(connection: ConnectionId, text: unknown): void;
  onClosed(connection: ConnectionId): void;
  /** Arrives once and in order; false when too much waits already. */
  send(message: object): boolean;
  /** False, and lost, when no connection is open now. */
  sendVolatile(message: object): boolean;
  /** Lets the other side hear that we are there. */
  beat(): void;
  /** Looks for silence, and for its end. */
  look(): void;
  /** Whether anything is silent now: then it is worth looking often. */
  readonly isSilent: boolean;
  /** Bytes (no message) have come, and show that the connection carries. */
  onBytes(connection: ConnectionId, byteLength: number): void;
  isStalled(connection: ConnectionId): boolean;
  /** The connection that carries what is said now. */
  readonly current: ConnectionId | null;
}

export interface LinkSessionOptions {
  /** Names this page; the same for all its links. */
  readonly session: string;
  readonly now: () => number;
  readonly sendText: (connection: ConnectionId, text: string) => void;
  /** Packets of audio and video received so far. */
  readonly packetsReceived: (connection: ConnectionId) => Promise<number>;
  /** Something was said, of whatever form; `units` long on the wire. */
  readonly onMessage: (message: unknown, units: number) => void;
  /** Somebody is late: perhaps the network is gone. Told once for each silence. */
  readonly onSilence: () => void;
  readonly onStall: (connection: ConnectionId, change: 'stalled' | 'resumed') => void;
  /** Their page sends more than anybody may. What is too much has not been read. */
  readonly onFlood: () => void;
}

/** One connection, as it is watched. */
interface Watched {
  readonly watch: StallWatch;
  isSilent: boolean;
  isStalled: boolean;
  packets: number | null;
  /** Whether they have said `hello` on it. Each one makes us send again what they have not heard: once is enough. */
  hasSaidHello: boolean;
}

const heard = { isSilent: false, isStalled: false, packets: null, hasSaidHello: false };

/** Parts of a file are larger than this, but for the last one; many smaller ones are as much work as messages. */
const SMALL_BYTES = 8 * 1024;

export function createLinkSession(options: LinkSessionOptions): LinkSession {
  const { session, now, sendText, packetsReceived, onMessage, onSilence, onStall, onFlood } = options;
  const channel = createReliableChannel(session);
  const watches = new Map<ConnectionId, Watched>();
  const received = createAllowance(RECEIVED, now);
  const sentReliably = createAllowance(SENT_RELIABLY, now);
  const sentVolatile = createAllowance(SENT_VOLATILE, now);
  /** The newest connection: what is left of older ones is only listened to. */
  let current: ConnectionId | null = null;

  function listenForMedia(connection: ConnectionId, watched: Watched): void {
    packetsReceived(connection).then(
      (packets) => {
        if (watched.packets !== null && packets > watched.packets) watched.watch.heard(now());
        watched.packets = packets;
      },
      // A connection that is closed meanwhile has nothing to tell.
      () => undefined,
    );
  }

  function lookAt(connection: ConnectionId, watched: Watched): void {
    const wasSilent = watched.isSilent;
    watched.isSilent = watched.watch.silentMs(now()) > LATE_MS;
    if (!watched.isSilent) watched.packets = null;
    else listenForMedia(connection, watched);
    if (watched.isSilent && !wasSilent) onSilence();
  }

  /** Sends what waits, as far as it may go now; the rest goes with later heartbeats. */
  function pump(): void {
    if (current === null) return;
    const mayGo = (encoded: string): boolean => sentReliably.take(encoded.length);
    for (let next = channel.take(mayGo); next !== null; next = channel.take(mayGo)) sendText(current, next);
  }

  /** Whether this `hello` is the first on its connection. */
  function isFirstHello(connection: ConnectionId): boolean {
    const watched = watches.get(connection);
    if (!watched || watched.hasSaidHello) return false;
    watched.hasSaidHello = true;
    return true;
  }

  return {
    onReady(connection) {
      current = connection;
      watches.set(connection, { watch: createStallWatch(STALL_MS, now()), ...heard });
      sendText(connection, channel.open());
    },
    onText(connection, text) {
      const units = unitsOf(text);
      if (!received.take(units)) {
        onFlood();
        return;
      }
      watches.get(connection)?.watch.heard(now());
      const frame = decodeFrame(text);
      if (!frame || (frame.type === 'hello' && !isFirstHello(connection))) return;
      const { messages, replies } = channel.receive(frame);
      for (const reply of replies) sendText(connection, reply);
      pump();
      for (const message of messages) onMessage(message, units);
    },
    onClosed(connection) {
      watches.delete(connection);
      if (current === connection) current = [...watches.keys()].at(-1) ?? null;
    },
    send(message) {
      const isKept = channel.send(message);
      pump();
      return isKept;
    },
    sendVolatile(message) {
      const text = channel.volatile(message);
      if (current === null || !sentVolatile.take(text.length)) return false;
      sendText(current, text);
      return true;
    },
    beat() {
      for (const connection of watches.keys()) sendText(connection, channel.heartbeat());
      pump();
    },
    look() {
      for (const [connection, watched] of [...watches]) {
        lookAt(connection, watched);
        const change = watched.watch.check(now());
        if (change === null) continue;
        watched.isStalled = change === 'stalled';
        onStall(connection, change);
      }
    },
    get isSilent() {
      return [...watches.values()].some(({ isSilent }) => isSilent);
    },
    onBytes(connection, byteLength) {
      if (byteLength < SMALL_BYTES && !received.take(byteLength)) onFlood();
      else watches.get(connection)?.watch.heard(now());
    },
    isStalled: (connection) => watches.get(connection)?.isStalled ?? false,
    get current() {
      return current;
    },
  };
}
