import type { Arrival } from '../../../src/server/rooms/room.ts';
import type { Change } from '../../../src/server/rooms/room-state.ts';
import type { Result } from '../../../src/shared/result.ts';

export const NOON = 1_000_000;

/** Somebody who comes at noon. */
export const arrival = (name: string, more: Partial<Arrival> = {}): Arrival => ({
  id: `room-${name.toLowerCase()}`,
  name,
  session: `${name}-1`,
  now: NOON,
  wasLocked: false,
  browser: null,
  hasHostKey: false,
  memory: null,
  provenPasscode: null,
  ...more,
});

/** @throws when it was refused */
export function must(result: Result<Change>): Change {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}
