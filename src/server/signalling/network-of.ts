import type { ClientAddress } from '../limits/client-address.ts';
import { createSigner } from '../tickets/signing.ts';

/** Tells whether two visitors come from the same network; null when their address is not known. */
export type NetworkOf = (address: ClientAddress) => string | null;

/**
 * Made with the service's secret, so that what is kept in a room tells nobody an address, and all processes of a service
 * call one network the same.
 */
export function createNetworkOf(secret: string): NetworkOf {
  const { sign } = createSigner(secret);
  return (address) => (address === null ? null : sign(`network:${address}`));
}
