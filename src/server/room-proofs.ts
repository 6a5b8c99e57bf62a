import type { Config } from './config.ts';
import { createGuesses } from './limits/guesses.ts';
import type { DoorPorts } from './rooms/door-proofs.ts';
import { memorySchema } from './rooms/memory.ts';
import type { Memberships } from './rooms/rooms.ts';
import { createHostKeys } from './tickets/host-keys.ts';
import { createMemberships } from './tickets/membership.ts';
import { createPasscodes } from './tickets/passcodes.ts';

/** What rooms ask people to prove, and what they prove it with. */
export interface RoomProofs extends DoorPorts {
  /** Null without SECRET: no later process would know one again. */
  readonly memberships: Memberships | null;
}

/** @param secret signs host keys; the process's own where the configuration has none */
export function createRoomProofs(config: Pick<Config, 'secret'>, secret: string, now: () => number): RoomProofs {
  const isLasting = config.secret !== null;
  return {
    memberships: isLasting ? createMemberships({ secret, schema: memorySchema, now: Date.now }) : null,
    hostKeys: createHostKeys({ secret, isLasting }),
    passcodes: createPasscodes(),
    guesses: createGuesses(now),
  };
}
