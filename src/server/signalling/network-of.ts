import { createHmac, randomBytes } from 'node:crypto';
import type { ClientAddress } from '../limits/client-address.ts';

/** Made anew by each process, so that what is kept in a room tells nobody an address. */
const key = randomBytes(32);

/** Tells whether two visitors come from the same network; null when their address is not known. */
export const networkOf = (address: ClientAddress): string | null =>
  address === null ? null : createHmac('sha256', key).update(address).digest('base64url');
