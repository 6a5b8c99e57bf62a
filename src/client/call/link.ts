import { retryDelayMs } from './backoff.ts';
import type { ConnectionId, Health, HealthContext, HealthEvent, HealthStep, Want } from './link-health.ts';

/**
 * The health of one link: connecting → live → mending → live, until its participant has left. Pure; reduce.ts feeds
 * it, and turns what it wants into effects.
 */

/** From dialling to media. Long enough for a TURN server over TLS on a slow line; a failed try is repeated. */
const DIAL_TIMEOUT_MS = 12_000;

/** How long an ICE restart may take. On a path that works it takes two round trips and some 300 ms. */
const RESTART_PATIENCE_MS = 2000;

/**
 * How often a restart is tried before a fresh call is. The first one can be too early: Chromium notices a new address
 * only every two seconds, and until then gathers candidates on the one that is gone.
 */
const MAX_RESTARTS = 2;

/** How long the side that may not call waits for the other to do so, before it asks again. */
const REDIAL_PATIENCE_MS = 5000;

/** What is under way may have been lost in the outage that is over now: it gets this long to prove otherwise. */
const NUDGED_PATIENCE_MS = 2500;

const sooner = (until: number, { now }: Pick<HealthContext, 'now'>): number =>
  Math.min(until, now + NUDGED_PATIENCE_MS);

type Mending = Extract<Health, { phase: 'mending' }>;
type Connecting = Extract<Health, { phase: 'connecting' }>;

export const newHealth: Connecting = { phase: 'connecting', connection: null, attempt: 0, until: null };

const keep = (health: Health, ...wants: readonly Want[]): HealthStep => ({ health, wants });

const closing = (connection: ConnectionId | null): readonly Want[] =>
  connection === null ? [] : [{ type: 'close', connection }];

/** Every connection of a link, to be closed when it ends. */
export const connectionsOf = (health: Health): readonly ConnectionId[] =>
  [health.connection, health.phase === 'mending' ? health.next : null].filter((id) => id !== null);

/** When time alone will change something, or Infinity. */
export function deadlineOf(health: Health, { isCaller }: Pick<HealthContext, 'isCaller'>): number {
  if (health.phase === 'live') return Infinity;
  if (health.phase === 'mending') return health.until;
  // Who waits for the other's first call has nothing to do until it comes.
  return health.connection === null && !isCaller ? Infinity : (health.until ?? -Infinity);
}

export function advance(health: Health, event: HealthEvent, context: HealthContext): HealthStep {
  switch (health.phase) {
    case 'connecting':
      return advanceConnecting(health, event, context);
    case 'live':
      return advanceLive(health, event, context);
    case 'mending':
      return advanceMending(health, event, context);
  }
}

function advanceConnecting(health: Connecting, event: HealthEvent, context: HealthContext): HealthStep {
  const { isCaller, now } = context;
  switch (event.type) {
    case 'live':
      return event.connection === health.connection
        ? keep({ phase: 'live', connection: event.connection })
        : keep(health);
    case 'broken':
      return event.connection === health.connection ? retryConnecting(health, context) : keep(health);
    case 'unreachable':
      return isCaller && health.connection !== null ? retryConnecting(health, context) : keep(health);
    case 'incoming':
      // Both may call at once while their rosters differ: then the call of the rightful caller counts.
      if (isCaller && health.connection !== null) return keep(health, ...closing(event.connection));
      return keep(
        { ...health, connection: event.connection, until: now + DIAL_TIMEOUT_MS },
        ...closing(health.connection),
        {
          type: 'answer',
          connection: event.connection,
        },
      );
    case 'nudge':
    case 'can-dial':
    case 'network-changed':
    case 'redial-asked':
      return health.connection === null
        ? dial({ ...health, attempt: 0 }, context)
        : keep({ ...health, attempt: 0, until: sooner(health.until ?? Infinity, context) });
    case 'tick':
      if (health.connection === null) return (health.until ?? now) <= now ? dial(health, context) : keep(health);
      return health.until !== null && health.until <= now ? retryConnecting(health, context) : keep(health);
    case 'interrupted':
      return keep(health);
  }
}

function dial(health: Connecting, { isCaller, canDial, now, newConnection }: HealthContext): HealthStep {
  if (!isCaller || !canDial) return keep(health);
  const connection = newConnection();
  return keep({ ...health, connection, until: now + DIAL_TIMEOUT_MS }, { type: 'dial', connection });
}

function retryConnecting(health: Connecting, { now, random }: HealthContext): HealthStep {
  const until = now + retryDelayMs(health.attempt, random);
  return keep({ ...health, connection: null, attempt: health.attempt + 1, until }, ...closing(health.connection));
}

function advanceLive(health: Health & { phase: 'live' }, event: HealthEvent, context: HealthContext): HealthStep {
  const { connection } = health;
  const isOurs = 'connection' in event && event.connection === connection;
  const broken = (isAlive: boolean): Mending => ({
    phase: 'mending',
    connection,
    isAlive,
    next: null,
    since: context.now,
    restarts: 0,
    attempt: 0,
    until: context.now,
  });
  switch (event.type) {
    case 'interrupted':
      return isOurs ? mend(broken(true), context) : keep(health);
    case 'broken':
      return isOurs ? mend(broken(false), context) : keep(health);
    case 'incoming':
      return takeOver(broken(true), event.connection, context);
    case 'redial-asked':
      return redial(broken(true), context);
    case 'network-changed':
      // Harmless where nothing has changed: media flows on over the old path until the new one is there.
      return keep(health, { type: 'restart', connection });
    default:
      return keep(health);
  }
}

function advanceMending(health: Mending, event: HealthEvent, context: HealthContext): HealthStep {
  switch (event.type) {
    case 'live':
      if (event.connection === health.connection) {
        return keep({ phase: 'live', connection: health.connection }, ...closing(health.next), {
          type: 'refresh',
          connection: health.connection,
        });
      }
      return event.connection === health.next
        ? keep({ phase: 'live', connection: health.next }, ...closing(health.connection))
        : keep(health);
    case 'broken':
      if (event.connection === health.next) return retryMending(health, context);
      if (event.connection !== health.connection) return keep(health);
      return health.next === null && health.isAlive
        ? redial({ ...health, isAlive: false }, context)
        : keep({ ...health, isAlive: false });
    case 'unreachable':
      return health.next !== null && context.isCaller ? retryMending(health, context) : keep(health);
    case 'incoming':
      if (context.isCaller && health.next !== null) return keep(health, ...closing(event.connection));
      return takeOver(health, event.connection, context);
    case 'redial-asked':
      return health.next === null ? redial({ ...health, attempt: 0 }, context) : keep(health);
    case 'can-dial':
      // A restart needs no PeerServer, and must not be begun anew while it is under way.
      return health.isAlive ? keep(health) : advanceMending(health, { type: 'nudge' }, context);
    case 'nudge':
    case 'network-changed':
      return health.next === null
        ? mend({ ...health, restarts: 0, attempt: 0 }, context)
        : keep({ ...health, attempt: 0, until: sooner(health.until, context) });
    case 'tick':
      return health.until <= context.now ? mendFurther(health, context) : keep(health);
    case 'interrupted':
      return keep(health);
  }
}

/** The gentlest thing that may help: a restart of what there is, or a fresh call where there is nothing to restart. */
function mend(health: Mending, context: HealthContext): HealthStep {
  if (!health.isAlive) return redial(health, context);
  return keep(
    { ...health, restarts: health.restarts + 1, until: context.now + RESTART_PATIENCE_MS },
    { type: 'restart', connection: health.connection },
  );
}

/** What was tried last has not helped in time. */
function mendFurther(health: Mending, context: HealthContext): HealthStep {
  if (health.next !== null) return retryMending(health, context);
  return health.isAlive && health.restarts < MAX_RESTARTS ? mend(health, context) : redial(health, context);
}

function redial(given: Mending, { isCaller, canDial, now, random, newConnection }: HealthContext): HealthStep {
  // Who is past restarts does not go back to them until something new happens.
  const health = { ...given, restarts: MAX_RESTARTS };
  if (!isCaller) {
    return keep(
      {
        ...health,
        attempt: health.attempt + 1,
        until: now + REDIAL_PATIENCE_MS + retryDelayMs(health.attempt, random),
      },
      { type: 'ask-redial', connection: health.connection },
    );
  }
  if (!canDial) return keep({ ...health, until: now + retryDelayMs(health.attempt, random) });
  const next = newConnection();
  return keep({ ...health, next, until: now + DIAL_TIMEOUT_MS }, { type: 'dial', connection: next });
}

function retryMending(health: Mending, { now, random }: HealthContext): HealthStep {
  const until = now + retryDelayMs(health.attempt, random);
  return keep({ ...health, next: null, attempt: health.attempt + 1, until }, ...closing(health.next));
}

/** A fresh call of theirs: it takes over when it brings media, and until then the old picture stays. */
const takeOver = (health: Mending, connection: ConnectionId, { now }: HealthContext): HealthStep =>
  keep({ ...health, next: connection, until: now + DIAL_TIMEOUT_MS }, ...closing(health.next), {
    type: 'answer',
    connection,
  });
