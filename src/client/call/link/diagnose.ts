import { RELAY_WAYS, type IceFacts } from '../../../shared/ice-facts.ts';

/** What keeps two people apart, and whose side it is on; each has a sentence. */
export type Trouble =
  | { readonly lack: SideLack; readonly who: 'self' | 'other' | 'both' }
  | { readonly lack: 'no-stun-no-relay' | 'strict-no-relay' | 'relay-passes-nothing' };

export type SideLack =
  /** The browser finds no network, or may not use any. */
  | 'no-network'
  | 'relay-refused'
  | 'udp-blocked-no-relay'
  /** UDP is blocked, and the relay is offered over nothing else. */
  | 'relay-udp-only'
  /** UDP is blocked and the relay's TCP port too; TLS, which would get through, is not offered. */
  | 'relay-needs-tls'
  | 'relay-silent';

type Test = (side: IceFacts) => boolean;

const offers =
  (server: IceFacts['servers'][number]): Test =>
  ({ servers }) =>
    servers.includes(server);

const has =
  (kind: IceFacts['found'][number]): Test =>
  ({ found }) =>
    found.includes(kind);

const offersRelay: Test = ({ servers }) => RELAY_WAYS.some((way) => servers.includes(way));

/** A STUN server was to be asked, and nothing came back. */
const isUdpBlocked: Test = (side) => offers('stun')(side) && !side.isRelayOnly && !has('srflx')(side);

const lacksRelay: Test = (side) => offersRelay(side) && !has('relay')(side);

/** Tried in this order: what explains most comes first. */
const SIDE_LACKS: readonly (readonly [SideLack, Test])[] = [
  ['no-network', ({ found, isRelayOnly }) => found.length === 0 && !isRelayOnly],
  ['relay-refused', (side) => side.isRefused && !has('relay')(side)],
  ['udp-blocked-no-relay', (side) => isUdpBlocked(side) && !offersRelay(side)],
  ['relay-udp-only', (side) => isUdpBlocked(side) && lacksRelay(side) && !offers('tcp')(side) && !offers('tls')(side)],
  ['relay-needs-tls', (side) => isUdpBlocked(side) && lacksRelay(side) && !offers('tls')(side)],
  ['relay-silent', lacksRelay],
];

/**
 * Why a link could not be made, from what each side has. One relay is enough for both, so a relay that only one of
 * them lacks explains a failure only where nothing else does: the order takes care of that.
 */
export function diagnose(self: IceFacts, other: IceFacts): Trouble {
  for (const [lack, test] of SIDE_LACKS) {
    const [isOurs, isTheirs] = [test(self), test(other)];
    if (isOurs || isTheirs) return { lack, who: isOurs && isTheirs ? 'both' : isOurs ? 'self' : 'other' };
  }
  if (offersRelay(self)) return { lack: 'relay-passes-nothing' };
  return { lack: offers('stun')(self) ? 'strict-no-relay' : 'no-stun-no-relay' };
}
