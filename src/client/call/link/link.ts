import type { Health, HealthContext, HealthEvent, HealthStep } from './link-health.ts';
import { advanceConnecting, type Connecting } from './link-connecting.ts';
import { advanceMending, mend, redial, takeOver, type Mending } from './link-mending.ts';
import { keep } from './link-step.ts';
import type { ConnectionId } from '../words.ts';

/**
 * The health of one link: connecting → live → mending → live, until its participant has left. Pure; reduce.ts feeds
 * it, and turns what it wants into effects.
 */

export const newHealth: Connecting = { phase: 'connecting', connection: null, since: null, attempt: 0, until: null };

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

function advanceLive(health: Health & { phase: 'live' }, event: HealthEvent, context: HealthContext): HealthStep {
  const { connection } = health;
  const isOurs = 'connection' in event && event.connection === connection;
  const broken = (isAlive: boolean): Mending => ({
    phase: 'mending',
    connection,
    isAlive,
    next: null,
    nextSince: context.now,
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
