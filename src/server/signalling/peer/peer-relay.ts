import { MAX_PEER_MESSAGE_DEPTH, peerMessageSchema, type PeerMessage } from '../../../shared/peer-message.ts';
import type { Fact, ParticipantId } from '../../../shared/protocol.ts';
import { validate } from '../../../shared/validate.ts';
import type { ClientAddress } from '../../limits/client-address.ts';
import { createKeyedRateLimit } from '../../../shared/keyed-rate-limit.ts';
import { areOfSameRoom } from '../../tickets/participant-id.ts';
import { parseShallow } from '../bounded-json.ts';
import type { Elsewhere } from '../elsewhere.ts';
import { createHoldRoom } from './held-messages.ts';

/**
 * Who may signal whom. A stock PeerServer relays anything from anyone to anyone; this stands in front of it and lets a
 * message through only between admitted members of one room, and only what a schema made of it. It never sees a
 * WebSocket: see peer-server.ts.
 */

/** What a client is told, as PeerServer writes it. */
export type RelayedMessage =
  | { readonly type: 'EXPIRE'; readonly src: ParticipantId; readonly dst: ParticipantId }
  | (PeerMessage & { readonly src: ParticipantId });

/** One participant's connection to the PeerServer, as the relay needs it. */
export interface RelayConnection {
  readonly id: ParticipantId;
  readonly address: ClientAddress;
  /** Hands a message on to PeerServer, which keeps the connection by it. */
  pass(message: string): void;
  /** Tells this connection something, as PeerServer would. */
  tell(message: RelayedMessage): void;
  /** Reads nothing more from this connection for a moment: it sent more than can be kept. */
  rest(): void;
  /** Its participant is in the room, or is not any more. */
  onAdmission(isAdmitted: boolean): void;
  close(code: number, reason: string): void;
}

export interface RelaySession {
  receive(raw: string): void;
  /** A WebSocket ping: it costs an answer, and so counts like a message. */
  receivePing(): void;
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
  /** Null in a service of one process. */
  readonly elsewhere: Elsewhere | null;
  /** Where a message went. */
  readonly onRelayed: (outcome: RelayOutcome) => void;
}

/** `here`: to a connection of this process; `elsewhere`: to one of another process. */
export type RelayOutcome = 'here' | 'elsewhere' | 'unreachable';

/** A newcomer to a full room of 16 sends 15 offers and some ten candidates for each. */
const MESSAGE_RATE = { burst: 300, perSecond: 50 };

/** WebSocket close codes: https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1, and one of ours. */
const CLOSE_INVALID = 1007;
const CLOSE_FLOOD = 1008;
const CLOSE_REPLACED = 4001;

interface Entry {
  readonly connection: RelayConnection;
  flush(): void;
  end(): void;
}

export function createPeerRelay({ now, schedule, elsewhere, onRelayed }: PeerRelayOptions): PeerRelay {
  const admitted = new Set<ParticipantId>();
  const connected = new Map<ParticipantId, Entry>();
  // Of the participant: a new socket does not fill it.
  const messages = createKeyedRateLimit({ ...MESSAGE_RATE, now });
  const holdRoom = createHoldRoom(schedule);

  function connect(connection: RelayConnection): RelaySession {
    const { id } = connection;
    let hasEnded = false;
    const held = holdRoom.open<PeerMessage>(connection.address, (expired) => {
      for (const dst of new Set(expired.map((message) => message.dst))) expire(dst);
    });

    function expire(dst: ParticipantId): void {
      onRelayed('unreachable');
      connection.tell({ type: 'EXPIRE', src: dst, dst: id });
    }

    function deliver(message: PeerMessage): void {
      const { dst } = message;
      const relayed = { ...message, src: id };
      const receiver = connected.get(dst);
      if (admitted.has(dst) && receiver) {
        onRelayed('here');
        receiver.connection.tell(relayed);
      } else if (!admitted.has(dst) || !elsewhere) expire(dst);
      else
        void elsewhere.send('peer', dst, relayed).then((isThere) => {
          if (isThere) onRelayed('elsewhere');
          else expire(dst);
        });
    }

    function route(message: PeerMessage, bytes: number): void {
      if (!areOfSameRoom(id, message.dst)) expire(message.dst);
      else if (admitted.has(id)) deliver(message);
      else if (!held.add(message, bytes)) {
        // The page dials again.
        expire(message.dst);
        connection.rest();
      }
    }

    const entry: Entry = {
      connection,
      flush: () => held.release().forEach(deliver),
      end() {
        if (hasEnded) return;
        hasEnded = true;
        held.release();
        claim?.release();
        void following?.then((stop) => stop());
        if (connected.get(id) === entry) connected.delete(id);
      },
    };
    const following = elsewhere?.follow(id);
    const claim = elsewhere?.claim('peer', id, {
      onMessage(message) {
        if (admitted.has(id)) connection.tell(message as RelayedMessage);
      },
      onTaken: () => close(CLOSE_REPLACED, 'replaced'),
    });

    function close(code: number, reason: string): void {
      entry.end();
      connection.close(code, reason);
    }

    function isWithinRate(): boolean {
      if (hasEnded) return false;
      if (messages.take(id)) return true;
      close(CLOSE_FLOOD, 'flood');
      return false;
    }

    const previous = connected.get(id);
    previous?.end();
    previous?.connection.close(CLOSE_REPLACED, 'replaced');
    connected.set(id, entry);
    if (admitted.has(id)) connection.onAdmission(true);

    return {
      receive(raw) {
        if (!isWithinRate()) return;
        const message = validate(peerMessageSchema, parseShallow(raw, MAX_PEER_MESSAGE_DEPTH));
        if (!message.ok) close(CLOSE_INVALID, message.code);
        else if (message.value.type === 'HEARTBEAT') connection.pass(JSON.stringify(message.value));
        else route(message.value, Buffer.byteLength(raw));
      },
      receivePing: () => void isWithinRate(),
      end: entry.end,
    };
  }

  return {
    connect,
    learn(fact) {
      if (fact.type === 'participant:joined') {
        const { id } = fact.participant;
        admitted.add(id);
        connected.get(id)?.connection.onAdmission(true);
        connected.get(id)?.flush();
      } else if (fact.type === 'participant:left') {
        admitted.delete(fact.id);
        connected.get(fact.id)?.connection.onAdmission(false);
      }
    },
  };
}
