import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Passcodes } from '../rooms/door-proofs.ts';

/**
 * 16 MB and some 50 ms each, Node's own choice. The hash stays in this process and in what it seals, so what has to be
 * slow is the guessing at the door, which has limits of its own.
 */
const COST = { N: 2 ** 14, r: 8, p: 1 } as const;

const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Node has four threads for such work, and files and compression need them too. */
const MAX_RUNNING = 2;

/** Some seconds of work; more would be answered too late to be of use. */
const MAX_WAITING = 32;

const derive = (passcode: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(passcode, salt, HASH_BYTES, COST, (error, hash) => (error ? reject(error) : resolve(hash))),
  );

/** Runs so many of these at once, and lets a few wait; null for one that is too many. */
function createQueue() {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async <T>(task: () => Promise<T>): Promise<T | null> => {
    if (running >= MAX_RUNNING) {
      if (waiting.length >= MAX_WAITING) return null;
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await task();
    } finally {
      // The place goes on to the next, if one waits.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Hashes of passcodes are `<salt>.<hash>`, both base64url. */
export function createPasscodes(): Passcodes {
  const inQueue = createQueue();

  return {
    hash: (passcode) =>
      inQueue(async () => {
        const salt = randomBytes(SALT_BYTES);
        return `${salt.toString('base64url')}.${(await derive(passcode, salt)).toString('base64url')}`;
      }),
    fits(passcode, stored) {
      const [salt = '', hash = ''] = stored.split('.');
      return inQueue(async () => {
        const [expected, given] = [
          Buffer.from(hash, 'base64url'),
          await derive(passcode, Buffer.from(salt, 'base64url')),
        ];
        return expected.length === given.length && timingSafeEqual(expected, given);
      });
    },
  };
}
