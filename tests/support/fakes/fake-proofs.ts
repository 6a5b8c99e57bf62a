import type { DoorPorts } from '../../../src/server/rooms/door-proofs.ts';
import type { Memberships } from '../../../src/server/rooms/rooms.ts';
import type { RoomMemory } from '../../../src/server/rooms/memory.ts';

/** Keys and passcodes that can be read in a test. Of wrong ones as many are taken as one likes. */
export const createFakeDoorPorts = (): DoorPorts => ({
  hostKeys: {
    issue: (roomId) => `key of ${roomId}`,
    isKeyOf: (roomId, key) => key === `key of ${roomId}`,
    isLasting: true,
  },
  passcodes: {
    hash: (passcode) => Promise.resolve(`hash of ${passcode}`),
    fits: (passcode, hash) => Promise.resolve(hash === `hash of ${passcode}`),
  },
  guesses: { take: () => true, giveBack: () => undefined },
});

/** What is sealed elsewhere, as it is. */
export const FAKE_MEMBERSHIPS: Memberships = {
  issue: (id, memory) => JSON.stringify({ id, memory }),
  open(id, membership) {
    const content = JSON.parse(membership) as { id: string; memory: RoomMemory };
    return content.id === id ? content.memory : null;
  },
};
