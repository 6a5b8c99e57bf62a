import type { Fact, ParticipantId } from '../../shared/protocol.ts';
import { createRateLimit } from '../../shared/rate-limit.ts';
import { peerMessageSchema, validate } from '../../shared/validate.ts';
import { areOfSameRoom } from '../rooms/participant-id.ts';

/**
 * Who may signal whom. A stock PeerServer relays from anyone to anyone; this stands in front of it and lets a
 * message through only between admitted members of one room. It never sees a WebSocket: see peer-server.ts.
 */

/** One participant's connection to the PeerServer, as the relay needs it. */
export interface RelayConnection {
  readonly id: ParticipantId;
  /** Hands a message on to PeerServer, which stamps its sender and delivers it. */
  pass(raw: string): void;
  /** Tells this connection something, as PeerServer would. */
  tell(message: { type: 'EXPIRE'; src: ParticipantId; dst: ParticipantId }): void;
  close(code: number, reason: string): void;
}

export interface RelaySession {
  receive(raw: string): void;
  end(): void;
}

export interface PeerRelay {
  /** A new connection replaces the participant's earlier one. */
  connect(connection: RelayConnection): RelaySession;
  /** Learns from the room's facts who is admitted. */
  learn(fact: Fact): void;
}

export interface PeerRelayOptions {
  readonly now: () => number;
  /** Runs `task` once, `afterMs` from now; returns what cancels it. */
  readonly schedule: (task: () => void, afterMs: number) => () => void;
}

/** A newcomer to a full room of 16 sends 15 offers and some ten candidates for each. */
const MESSAGE_RATE = { burst: 300, perSecond: 50 };

/**
 * Offers are sent side by side with `room:join` on another socket and may overtake it; they wait this long for
 * the sender's admission. Well above any round trip on which a call makes sense.
 */
const ADMISSION_WAIT_MS = 3000;
const MAX_HELD_MESSAGES = 300;
const MAX_HELD_CHARACTERS = 1024 * 1024;

/** WebSocket close codes: https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1, and one of ours. */
const CLOSE_INVALID = 1007;
const CLOSE_FLOOD = 1008;
const CLOSE_REPLACED = 4001;

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return undefined;
  }
}

export function createPeerRelay({ now, schedule }: PeerRelayOptions): PeerRelay {
  const admitted = new Set<ParticipantId>();
  const connected = new Map<ParticipantId, { connection: RelayConnection; flush: () => void; end: () => void }>();

  function connect(connection: RelayConnection): RelaySession {
    const { id } = connection;
    const limit = createRateLimit({ ...MESSAGE_RATE, now });
    let held: { raw: string; dst: ParticipantId }[] = [];
    let heldCharacters = 0;
    let cancelHold: (() => void) | null = null;

    const expire = (dst: ParticipantId) => connection.tell({ type: 'EXPIRE', src: dst, dst: id });

    function release(): { raw: string; dst: ParticipantId }[] {
      cancelHold?.();
      cancelHold = null;
      heldCharacters = 0;
      const messages = held;
      held = [];
      return messages;
    }

    function hold(raw: string, dst: ParticipantId): void {
      if (held.length >= MAX_HELD_MESSAGES || heldCharacters + raw.length > MAX_HELD_CHARACTERS) {
        connection.close(CLOSE_FLOOD, 'not admitted');
        return;
      }
      held.push({ raw, dst });
      heldCharacters += raw.length;
      cancelHold ??= schedule(() => {
        for (const dst of new Set(release().map((message) => message.dst))) expire(dst);
      }, ADMISSION_WAIT_MS);
    }

    function deliver(raw: string, dst: ParticipantId): void {
      if (admitted.has(dst) && connected.has(dst)) connection.pass(raw);
      else expire(dst);
    }

    const entry = {
      connection,
      flush() {
        for (const { raw, dst } of release()) deliver(raw, dst);
      },
      end() {
        release();
        if (connected.get(id) === entry) connected.delete(id);
      },
    };

    const previous = connected.get(id);
    previous?.end();
    previous?.connection.close(CLOSE_REPLACED, 'replaced');
    connected.set(id, entry);

    return {
      receive(raw) {
        if (!limit.take()) {
          connection.close(CLOSE_FLOOD, 'flood');
          return;
        }
        const message = validate(peerMessageSchema, parseJson(raw));
        if (!message.ok) connection.close(CLOSE_INVALID, message.code);
        else if (message.value.type === 'HEARTBEAT') connection.pass(raw);
        else if (!areOfSameRoom(id, message.value.dst)) expire(message.value.dst);
        else if (admitted.has(id)) deliver(raw, message.value.dst);
        else hold(raw, message.value.dst);
      },
      end: entry.end,
    };
  }

  return {
    connect,
    learn(fact) {
      if (fact.type === 'participant:joined') {
        admitted.add(fact.participant.id);
        connected.get(fact.participant.id)?.flush();
      } else if (fact.type === 'participant:left') {
        admitted.delete(fact.id);
      }
    },
  };
}
