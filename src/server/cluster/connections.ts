import type { ParticipantId } from '../../shared/protocol.ts';
import type { Claim, ConnectionKind, Elsewhere, Holder } from '../signalling/elsewhere.ts';
import { connectionChannel } from './keys.ts';
import type { Redis } from './redis.ts';

/**
 * One channel for each connection of a participant. Redis says how many processes listen to it, so the sender knows at
 * once whether somebody is there.
 */
type Envelope =
  | { readonly type: 'message'; readonly message: unknown }
  /** A process holds a new connection; the highest number is the newest. */
  | { readonly type: 'claim'; readonly number: number };

interface Held {
  readonly holder: Holder;
  readonly number: number;
}

/** @param number higher than all that were given before, by any process */
export function createConnections(redis: Redis, number: () => number): Pick<Elsewhere, 'send' | 'claim'> {
  const held = new Map<string, Held>();

  function hear(text: string, channel: string): void {
    const entry = held.get(channel);
    if (!entry) return;
    const envelope = JSON.parse(text) as Envelope;
    if (envelope.type === 'message') entry.holder.onMessage(envelope.message);
    else if (envelope.number > entry.number) entry.holder.onTaken();
    // The older one may have begun to listen after this one was announced.
    else if (envelope.number < entry.number) void publish(channel, { type: 'claim', number: entry.number });
  }

  const publish = (channel: string, envelope: Envelope): Promise<number | null> =>
    redis.attempt((client) => client.publish(channel, JSON.stringify(envelope)));

  async function announce(channel: string, entry: Held): Promise<void> {
    await redis.subscribe(channel, hear);
    if (held.get(channel) === entry) await publish(channel, { type: 'claim', number: entry.number });
  }

  return {
    async send(kind: ConnectionKind, to: ParticipantId, message: object) {
      const hearers = await publish(connectionChannel(kind, to), { type: 'message', message });
      return (hearers ?? 0) > 0;
    },
    claim(kind, id, holder): Claim {
      const channel = connectionChannel(kind, id);
      const entry: Held = { holder, number: number() };
      held.set(channel, entry);
      void announce(channel, entry);
      return {
        release() {
          if (held.get(channel) !== entry) return;
          held.delete(channel);
          redis.unsubscribe(channel);
        },
      };
    },
  };
}
