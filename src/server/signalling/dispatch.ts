import { MAX_MESSAGE_BYTES, type ParticipantId } from '../../shared/protocol.ts';
import { refuse, type ErrorCode, type Result } from '../../shared/result.ts';
import { createKeyedRateLimit } from '../../shared/keyed-rate-limit.ts';

/** Answers every event of every socket: unknown ones, floods and bugs included. */

/** A payload is anything at all until its schema has spoken. */
export type Handler = (payload: unknown) => Promise<Result<unknown>>;

/** What we need of a Socket.IO socket. */
interface EventSource {
  onAny(listener: (event: string, ...args: unknown[]) => void): unknown;
  disconnect(close: boolean): unknown;
}

/** A person does a few things a minute; a burst happens when a page catches up after an outage. */
const REQUEST_RATE = { burst: 40, perSecond: 10 };

/** An ICE restart sends some ten signals, and a network that changes restarts every link at once. */
const SIGNAL_RATE = { burst: 300, perSecond: 50 };

/** How many requests beyond the rate are still answered before the connection is cut. */
const PATIENCE = { burst: 200, perSecond: 10 };

/** Objects in objects: our deepest request, a signal with a candidate, has three levels. */
const MAX_DEPTH = 16;

export interface DispatchOptions {
  readonly now: () => number;
  /** Told of each request that this server knows. */
  readonly onAnswered: (event: string, outcome: 'ok' | ErrorCode, durationMs: number) => void;
  readonly onError: (error: unknown) => void;
}

export type Dispatch = (
  socket: EventSource,
  participantId: ParticipantId,
  handlers: Readonly<Record<string, Handler>>,
) => void;

/** The rates belong to the participant: another connection of theirs does not fill them (rule G5). */
export function createDispatch({ now, onAnswered, onError }: DispatchOptions): Dispatch {
  const requests = createKeyedRateLimit({ ...REQUEST_RATE, now });
  const signals = createKeyedRateLimit({ ...SIGNAL_RATE, now });
  const overruns = createKeyedRateLimit({ ...PATIENCE, now });

  return (socket, participantId, handlers) => {
    async function answer(event: string, payload: unknown): Promise<Result<unknown>> {
      if (!(event === 'link:signal' ? signals : requests).take(participantId)) {
        if (!overruns.take(participantId)) socket.disconnect(true);
        return refuse('rate:limited');
      }
      const handler = Object.hasOwn(handlers, event) ? handlers[event] : undefined;
      if (!handler || isDeeperThan(MAX_DEPTH, payload)) return refuse('payload:invalid');
      try {
        return sizeOf(payload) > MAX_MESSAGE_BYTES ? refuse('payload:too-large') : await handler(payload);
      } catch (error) {
        onError(error);
        return refuse('server:error');
      }
    }

    socket.onAny((event, ...args) => {
      const ack = args.at(-1);
      const payload = typeof args[0] === 'function' ? undefined : args[0];
      const askedAt = now();
      answer(event, payload)
        .then((result) => {
          if (Object.hasOwn(handlers, event)) onAnswered(event, result.ok ? 'ok' : result.code, now() - askedAt);
          if (typeof ack === 'function') (ack as (result: Result<unknown>) => void)(result);
        })
        .catch(onError);
    });
  };
}

/** Goes no deeper than that, because JSON.stringify and others overflow the stack on a few thousand levels. */
function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part));
}

/** Bytes of a decoded payload. */
const sizeOf = (payload: unknown): number => (payload === undefined ? 0 : Buffer.byteLength(JSON.stringify(payload)));
