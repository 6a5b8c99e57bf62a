import { createHmac } from 'node:crypto';
import type { ClientAddress } from '../limits/client-address.ts';

/** Tells whether two visitors come from the same network; null when their address is not known. */
export type NetworkOf = (address: ClientAddress) => string | null;

/**
 * Made with the service's secret, so that what is kept in a room tells nobody an address, and all processes of a service
 * call one network the same.
 */
export const createNetworkOf =
  (secret: string): NetworkOf =>
  (address) =>
    address === null ? null : createHmac('sha256', secret).update(`network:${address}`).digest('base64url');
