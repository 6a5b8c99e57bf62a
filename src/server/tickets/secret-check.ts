import { createHash, timingSafeEqual } from 'node:crypto';

/** Digests have one length, whatever is given. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares what is given with a secret, in a time that tells nothing about it. */
export function createSecretCheck(secret: string): (given: string) => boolean {
  const expected = digest(secret);
  return (given) => timingSafeEqual(digest(given), expected);
}
