/** The lab's address plan. 203.0.113.0/24 is set aside for documentation: nobody's real network. */

/** Where the Madang server and coturn listen. */
export const SERVER_ADDRESS = '203.0.113.10';
/** A name for the same machine, since certificates are about names. */
export const TURN_NAME = 'turn.madang.test';
export const APP_PORT = 8080;
export const APP_URL = `http://${SERVER_ADDRESS}:${APP_PORT}`;

export const HOSTS_FILE = `127.0.0.1 localhost\n${SERVER_ADDRESS} ${TURN_NAME}\n`;

/** What a host and its router are called on the network, until the next renumbering. */
export interface Addresses {
  readonly host: string;
  /** The router as the host sees it. */
  readonly gateway: string;
  /** The router as the world sees it. */
  readonly public: string;
}

const FIRST_PUBLIC = 20;
/** Public addresses that one host goes through, in turn. */
const ADDRESSES_PER_HOST = 10;

export const MOST_HOSTS = 23;

const publicAddress = (hostIndex: number, offset: number): string =>
  `203.0.113.${FIRST_PUBLIC + hostIndex * ADDRESSES_PER_HOST + offset}`;

export function addressesOf(hostIndex: number, renumberings: number): Addresses {
  const offset = renumberings % ADDRESSES_PER_HOST;
  const network = `10.${hostIndex + 1}.${offset}`;
  return { host: `${network}.10`, gateway: `${network}.1`, public: publicAddress(hostIndex, offset) };
}

/** Every public address that a host has now or will have, as iptables' `iprange` takes it. */
export const publicRangeOf = (hostIndex: number): string =>
  `${publicAddress(hostIndex, 0)}-${publicAddress(hostIndex, ADDRESSES_PER_HOST - 1)}`;
