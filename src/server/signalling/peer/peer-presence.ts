import type { ParticipantId } from '../../../shared/protocol.ts';
import type { PeerRelay } from './peer-relay.ts';

/** Watches which members have a connection to PeerServer, and since when one has none. */
export interface PeerPresence {
  /** The same relay, watched. */
  readonly relay: PeerRelay;
  /** Null for a member who has a connection, and for somebody who is no member. */
  withoutPeerSince(id: ParticipantId): number | null;
}

export function watchPeers(relay: PeerRelay, now: () => number): PeerPresence {
  const connections = new Map<ParticipantId, number>();
  const missing = new Map<ParticipantId, number>();
  const members = new Set<ParticipantId>();

  function onEnd(id: ParticipantId): void {
    const left = (connections.get(id) ?? 1) - 1;
    if (left > 0) {
      connections.set(id, left);
      return;
    }
    connections.delete(id);
    if (members.has(id)) missing.set(id, now());
  }

  return {
    relay: {
      ...relay,
      connect(connection) {
        const { id } = connection;
        const session = relay.connect(connection);
        connections.set(id, (connections.get(id) ?? 0) + 1);
        missing.delete(id);
        let hasEnded = false;
        return {
          ...session,
          end() {
            session.end();
            if (!hasEnded) onEnd(id);
            hasEnded = true;
          },
        };
      },
      learn(fact) {
        relay.learn(fact);
        if (fact.type === 'participant:joined') {
          members.add(fact.participant.id);
          if (!connections.has(fact.participant.id)) missing.set(fact.participant.id, now());
        } else if (fact.type === 'participant:left') {
          members.delete(fact.id);
          missing.delete(fact.id);
        }
      },
    },
    withoutPeerSince: (id) => missing.get(id) ?? null,
  };
}
