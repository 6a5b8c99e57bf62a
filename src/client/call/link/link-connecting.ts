import { retryDelayMs } from './backoff.ts';
import type { Health, HealthContext, HealthEvent, HealthStep } from './link-health.ts';
import { closing, COMING_BACK_MS, crossingUntil, dialTimeoutMs, keep, sooner } from './link-step.ts';

/** A link on which there has been no media yet. */

export type Connecting = Extract<Health, { phase: 'connecting' }>;

export function advanceConnecting(health: Connecting, event: HealthEvent, context: HealthContext): HealthStep {
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
        { ...health, connection: event.connection, since: now, until: now + dialTimeoutMs(health.attempt) },
        ...closing(health.connection),
        { type: 'answer', connection: event.connection },
      );
    case 'can-dial':
      return dialAgain(health, context);
    case 'came-back':
      return health.connection === null
        ? keep({ ...health, attempt: 0, until: Math.min(health.until ?? Infinity, now + COMING_BACK_MS) })
        : advanceConnecting(health, { type: 'nudge' }, context);
    case 'redial-asked':
      return onRedialAsked(health, context);
    case 'nudge':
    case 'network-changed':
      return health.connection === null
        ? dialAgain(health, context)
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
  return keep(
    { ...health, connection, since: now, until: now + dialTimeoutMs(health.attempt) },
    { type: 'dial', connection },
  );
}

/** At once: what was under way, offer or answer, may be lost. Who may not call asks for a call. */
function dialAgain(health: Connecting, context: HealthContext): HealthStep {
  if (!context.canDial) return keep(health);
  if (!context.isCaller) return keep(health, { type: 'ask-redial', connection: health.connection });
  const { health: dialled, wants } = dial({ ...health, attempt: 0 }, context);
  return keep(dialled, ...closing(health.connection), ...wants);
}

function onRedialAsked(health: Connecting, context: HealthContext): HealthStep {
  if (health.connection === null) return dial({ ...health, attempt: 0 }, context);
  if (!context.isCaller) return keep(health);
  const until = crossingUntil(health.since ?? context.now, health.until ?? Infinity);
  return until <= context.now ? dialAgain(health, context) : keep({ ...health, until });
}

function retryConnecting(health: Connecting, { now, random }: HealthContext): HealthStep {
  const until = now + retryDelayMs(health.attempt, random);
  return keep({ ...health, connection: null, attempt: health.attempt + 1, until }, ...closing(health.connection));
}
