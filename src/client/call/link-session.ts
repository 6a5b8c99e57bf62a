import type { ConnectionId } from './link-health.ts';
import { parseLinkMessage, type LinkMessage } from './link-message.ts';
import { createReliableChannel, decodeFrame } from './reliable-channel.ts';
import { createStallWatch, type StallWatch } from './stall-watch.ts';

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
  send(message: LinkMessage): boolean;
  /** Lost when no connection is open now. */
  sendVolatile(message: LinkMessage): void;
  /** Lets the other side hear that we are there. */
  beat(): void;
  /** Looks for silence, and for its end. */
  look(): void;
  /** Whether anything is silent now: then it is worth looking often. */
  readonly isSilent: boolean;
  /** Something that is no message has come, and shows that the connection carries. */
  onSign(connection: ConnectionId): void;
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
  readonly onMessage: (message: LinkMessage) => void;
  /** Somebody is late: perhaps the network is gone. Told once for each silence. */
  readonly onSilence: () => void;
  readonly onStall: (connection: ConnectionId, change: 'stalled' | 'resumed') => void;
}

/** One connection, as it is watched. */
interface Watched {
  readonly watch: StallWatch;
  isSilent: boolean;
  isStalled: boolean;
  packets: number | null;
}

const heard = { isSilent: false, isStalled: false, packets: null };

export function createLinkSession(options: LinkSessionOptions): LinkSession {
  const { session, now, sendText, packetsReceived, onMessage, onSilence, onStall } = options;
  const channel = createReliableChannel(session);
  const watches = new Map<ConnectionId, Watched>();
  /** The newest connection: what is left of older ones is only listened to. */
  let current: ConnectionId | null = null;

  function listenForMedia(connection: ConnectionId, watched: Watched): void {
    void packetsReceived(connection).then((packets) => {
      if (watched.packets !== null && packets > watched.packets) watched.watch.heard(now());
      watched.packets = packets;
    });
  }

  function lookAt(connection: ConnectionId, watched: Watched): void {
    const wasSilent = watched.isSilent;
    watched.isSilent = watched.watch.silentMs(now()) > LATE_MS;
    if (!watched.isSilent) watched.packets = null;
    else listenForMedia(connection, watched);
    if (watched.isSilent && !wasSilent) onSilence();
  }

  return {
    onReady(connection) {
      current = connection;
      watches.set(connection, { watch: createStallWatch(STALL_MS, now()), ...heard });
      sendText(connection, channel.open());
    },
    onText(connection, text) {
      watches.get(connection)?.watch.heard(now());
      const frame = decodeFrame(text);
      if (!frame) return;
      const { messages, replies } = channel.receive(frame);
      for (const reply of replies) sendText(connection, reply);
      for (const body of messages) {
        const message = parseLinkMessage(body);
        if (message) onMessage(message);
      }
    },
    onClosed(connection) {
      watches.delete(connection);
      if (current === connection) current = [...watches.keys()].at(-1) ?? null;
    },
    send(message) {
      const text = channel.send(message);
      if (text !== null && current !== null) sendText(current, text);
      return text !== null;
    },
    sendVolatile(message) {
      if (current !== null) sendText(current, channel.volatile(message));
    },
    beat() {
      for (const connection of watches.keys()) sendText(connection, channel.heartbeat());
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
    onSign: (connection) => watches.get(connection)?.watch.heard(now()),
    isStalled: (connection) => watches.get(connection)?.isStalled ?? false,
    get current() {
      return current;
    },
  };
}
