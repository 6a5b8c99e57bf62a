import type { HostKeys } from '../rooms/door-proofs.ts';
import { createSigner } from './signing.ts';

/**
 * The key with which anybody is a host of a room: a signature over the room's name. So the server keeps no list of keys,
 * and a key is good for as long as the secret is the same.
 */
export function createHostKeys({ secret, isLasting }: { secret: string; isLasting: boolean }): HostKeys {
  const { sign, isSignatureOf } = createSigner(secret);
  // No ticket, token or proof begins like this, so none can be taken for another.
  const signed = (roomId: string): string => `host:${roomId}`;
  return {
    isLasting,
    issue: (roomId) => sign(signed(roomId)),
    isKeyOf: (roomId, key) => isSignatureOf(signed(roomId), key),
  };
}
