import { advance, newHealth } from '../../src/client/call/link/link.ts';
import type { Connecting } from '../../src/client/call/link/link-connecting.ts';
import type { Mending } from '../../src/client/call/link/link-mending.ts';
import type { Health, HealthEvent } from '../../src/client/call/link/link-health.ts';

/** The moment of all tests of a link's health. */
export const NOW = 100_000;

export interface Side {
  readonly isCaller: boolean;
  readonly canDial?: boolean;
}

export const caller: Side = { isCaller: true };
export const callee: Side = { isCaller: false };

/** What an event makes of a link's health, and what is wanted then. */
export function after(health: Health, event: HealthEvent, { isCaller, canDial = true }: Side) {
  const { health: next, wants } = advance(health, event, {
    isCaller,
    canDial,
    now: NOW,
    random: 0,
    newConnection: () => 'fresh',
  });
  return { next, wants: wants.map(({ type, connection }) => `${type} ${connection}`) };
}

export const waiting: Connecting = newHealth;
export const dialling: Connecting = {
  phase: 'connecting',
  connection: 'a',
  since: NOW - 1000,
  attempt: 0,
  until: NOW + 12_000,
};
export const live: Health = { phase: 'live', connection: 'a' };
export const restarting: Mending = {
  phase: 'mending',
  connection: 'a',
  isAlive: true,
  next: null,
  nextSince: NOW - 1000,
  since: NOW - 1000,
  restarts: 2,
  attempt: 0,
  until: NOW + 1000,
};
export const redialling: Mending = { ...restarting, isAlive: false, next: 'b', until: NOW + 12_000 };
export const paused: Mending = { ...redialling, next: null, attempt: 3, until: NOW };

/** What happens, to which health, on whose side; the health after that, and what is wanted. */
export type HealthCase = [string, Health, HealthEvent, Side, Partial<Health> | Health, string[]];
