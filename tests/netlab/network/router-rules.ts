import { APP_PORT, SERVER_ADDRESS, type Addresses } from './addresses.ts';

/**
 * What stands between a host and the world.
 *
 * - `open`: everything reaches the host, asked for or not, as with a public address.
 * - `cone`: one public port per socket, whoever is spoken to; only those who were spoken to get in. Most homes.
 * - `symmetric`: another public port for each partner, so that what STUN finds out is of no use to anybody else.
 * - `udp-blocked`: like `cone`, but no UDP at all.
 * - `tls-only`: like `udp-blocked`, and TCP only to the ports of the web. Most strict companies.
 */
export const NAT_TYPES = ['open', 'cone', 'symmetric', 'udp-blocked', 'tls-only'] as const;
export type NatType = (typeof NAT_TYPES)[number];

export interface RouterState {
  readonly nat: NatType;
  readonly addresses: Addresses;
  readonly isServerCut: boolean;
  /** Address ranges of the hosts to which the direct path is cut. */
  readonly cutRanges: readonly string[];
}

/**
 * DROP and not REJECT throughout: real outages and most company firewalls say nothing, and it is silence that browsers
 * need long to understand.
 */
const serverCut = [
  `-A FORWARD -d ${SERVER_ADDRESS} -p tcp --dport ${APP_PORT} -j DROP`,
  `-A FORWARD -s ${SERVER_ADDRESS} -p tcp --sport ${APP_PORT} -j DROP`,
];

const peerCut = (range: string): string[] => [
  `-A FORWARD -m iprange --dst-range ${range} -j DROP`,
  `-A FORWARD -m iprange --src-range ${range} -j DROP`,
];

const BLOCKED: Record<NatType, readonly string[]> = {
  open: [],
  cone: [],
  symmetric: [],
  'udp-blocked': ['-A FORWARD -p udp -j DROP'],
  'tls-only': [
    '-A FORWARD -p udp -j DROP',
    `-A FORWARD -i lan -p tcp -m multiport ! --dports 80,443,${APP_PORT} -j DROP`,
  ],
};

/**
 * Nobody gets in who was not spoken to. INPUT matters as much as FORWARD: a packet that comes early is addressed to the
 * router itself, and once delivered there it would occupy, in connection tracking, the very port that the host's own
 * packets need; the next mapping then takes another port, and a cone behaves like a symmetric NAT.
 */
const unsolicited = ['INPUT', 'FORWARD'].map(
  (chain) => `-A ${chain} -i wan -m conntrack ! --ctstate ESTABLISHED,RELATED -j DROP`,
);

/** A router's whole rule set, as `iptables-restore` takes it. */
export function routerRules({ nat, addresses, isServerCut, cutRanges }: RouterState): string {
  const inward = `-A PREROUTING -i wan -d ${addresses.public} -j DNAT --to-destination ${addresses.host}`;
  return [
    '*nat',
    ...(nat === 'open' ? [inward] : []),
    `-A POSTROUTING -o wan -j MASQUERADE${nat === 'symmetric' ? ' --random-fully' : ''}`,
    'COMMIT',
    '*filter',
    ...(isServerCut ? serverCut : []),
    ...cutRanges.flatMap(peerCut),
    ...BLOCKED[nat],
    ...(nat === 'open' ? [] : unsolicited),
    'COMMIT',
    '',
  ].join('\n');
}
