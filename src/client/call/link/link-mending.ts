import { retryDelayMs } from './backoff.ts';
import type { Health, HealthContext, HealthEvent, HealthStep } from './link-health.ts';
import { closing, COMING_BACK_MS, crossingUntil, DIAL_TIMEOUT_MS, keep, sooner } from './link-step.ts';
import type { ConnectionId } from '../words.ts';

/** A link that was live and is disturbed. Why it is mended like this: docs/adr/0005-mending.md. */

/** How long an ICE restart may take. On a path that works it takes two round trips and some 300 ms. */
const RESTART_PATIENCE_MS = 2000;

/**
 * How often a restart is tried before a fresh call is. The first one can be too early: Chromium notices a new address
 * only every two seconds, and until then gathers candidates on the one that is gone.
 */
const MAX_RESTARTS = 2;

/** How long the side that may not call waits for the other to do so, before it asks again. */
const REDIAL_PATIENCE_MS = 5000;

export type Mending = Extract<Health, { phase: 'mending' }>;

export function advanceMending(health: Mending, event: HealthEvent, context: HealthContext): HealthStep {
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
      return onRedialAsked(health, context);
    case 'came-back':
      return health.isAlive || health.next !== null
        ? advanceMending(health, { type: 'nudge' }, context)
        : keep({ ...health, attempt: 0, until: Math.min(health.until, context.now + COMING_BACK_MS) });
    case 'can-dial':
      if (health.next !== null) return redialAgain(health, context);
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

function onRedialAsked(health: Mending, context: HealthContext): HealthStep {
  if (health.next === null) return redial({ ...health, attempt: 0 }, context);
  if (!context.isCaller) return keep(health);
  const until = crossingUntil(health.nextSince, health.until);
  return until <= context.now && context.canDial ? redialAgain(health, context) : keep({ ...health, until });
}

/** The gentlest thing that may help: a restart of what there is, or a fresh call where there is nothing to restart. */
export function mend(health: Mending, context: HealthContext): HealthStep {
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

export function redial(given: Mending, { isCaller, canDial, now, random, newConnection }: HealthContext): HealthStep {
  // Who is past restarts does not go back to them until something new happens.
  const health = { ...given, restarts: MAX_RESTARTS };
  if (!canDial) return keep({ ...health, until: now + retryDelayMs(health.attempt, random) });
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
  const next = newConnection();
  return keep({ ...health, next, nextSince: now, until: now + DIAL_TIMEOUT_MS }, { type: 'dial', connection: next });
}

/** The offer, or the answer to it, may be lost. */
function redialAgain(health: Mending, context: HealthContext): HealthStep {
  if (!context.isCaller) return keep(health, { type: 'ask-redial', connection: health.next });
  const { health: dialled, wants } = redial({ ...health, attempt: 0 }, context);
  return keep(dialled, ...closing(health.next), ...wants);
}

function retryMending(health: Mending, { now, random }: HealthContext): HealthStep {
  const until = now + retryDelayMs(health.attempt, random);
  return keep({ ...health, next: null, attempt: health.attempt + 1, until }, ...closing(health.next));
}

/** A fresh call of theirs: it takes over when it brings media, and until then the old picture stays. */
export const takeOver = (health: Mending, connection: ConnectionId, { now }: HealthContext): HealthStep =>
  keep({ ...health, next: connection, nextSince: now, until: now + DIAL_TIMEOUT_MS }, ...closing(health.next), {
    type: 'answer',
    connection,
  });
