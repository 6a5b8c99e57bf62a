import { addressesOf, publicRangeOf, SERVER_ADDRESS } from './addresses.ts';
import type { Namespace } from './namespaces.ts';
import type { NatType } from './router-rules.ts';
import { createRouter } from './router.ts';
import { createWire, type WireOptions } from './wire.ts';

/** A machine at somebody's home, and the network between it and the public one. */
export interface HostNetwork {
  readonly name: string;
  /** The host's own address. */
  readonly address: string;
  /** The address under which others see it. */
  readonly publicAddress: string;
  run(command: string, args: readonly string[]): Promise<string>;

  /** Puts a router of this type in place of the other, which forgets every flow. `cone` at first. */
  setNat(nat: NatType): Promise<void>;
  /** Makes the cable between host and router worse; `{}` makes it perfect again. */
  wire(options: WireOptions): Promise<void>;

  /** Pulls the cable: the host sees that it has no network. */
  linkDown(): Promise<void>;
  linkUp(): Promise<void>;
  /** Takes the line from the router: the host sees nothing, its packets just do not arrive. */
  uplinkDown(): Promise<void>;
  uplinkUp(): Promise<void>;
  /** Moves to another network, as a laptop that leaves the house: another private and another public address. */
  renumber(): Promise<void>;

  /** Cuts the way to the Madang server. Other hosts can be reached still, and so can STUN and TURN. */
  cutServerPath(): Promise<void>;
  healServerPath(): Promise<void>;
  /** Cuts the direct way to these hosts, or to all of them. The server, STUN and TURN can be reached still. */
  cutPeers(...names: string[]): Promise<void>;
  healPeers(): Promise<void>;
}

/** The namespaces that one host takes, and the interface that leads to it out of the public network. */
export interface HostSite {
  readonly host: Namespace;
  readonly wire: Namespace;
  readonly router: Namespace;
  readonly publicNetwork: Namespace;
  readonly port: string;
}

/**
 * Checksums and segmentation are left to the network card by default; the "card" here is a pipe into `wire.py`, which
 * wants frames as they would be on a cable.
 */
const withoutOffloads = (namespace: Namespace, device: string): Promise<string> =>
  namespace.run('ethtool', ['-K', device, 'tx', 'off', 'tso', 'off', 'gso', 'off', 'gro', 'off']);

export async function createHostNetwork(
  hostNames: readonly string[],
  name: string,
  { host, wire, router, publicNetwork, port }: HostSite,
): Promise<HostNetwork> {
  const index = hostNames.indexOf(name);
  let renumberings = 0;
  let isLinkUp = true;

  await publicNetwork.ip(
    `link add ${port} type veth peer name wan netns ${router.name}\nlink set ${port} master bridge up`,
  );
  await host.ip(`link add eth0 type veth peer name w0 netns ${wire.name}`);
  await router.ip(`link add lan type veth peer name w1 netns ${wire.name}`);
  await Promise.all([withoutOffloads(host, 'eth0'), withoutOffloads(router, 'lan')]);
  const cable = await createWire(wire);
  const gateway = await createRouter(router, addressesOf(index, renumberings), SERVER_ADDRESS);

  // An interface that is down has no routes, and loses those it had.
  const connect = (): Promise<void> =>
    host.ip(`link set eth0 up\nroute replace default via ${gateway.addresses.gateway}`);
  const takeAddress = (): Promise<void> =>
    host.ip(`addr flush dev eth0\naddr add ${gateway.addresses.host}/24 dev eth0`);
  await takeAddress();
  await connect();

  function rangeOf(other: string): string {
    const otherIndex = hostNames.indexOf(other);
    if (otherIndex < 0) throw new Error(`the lab has no host "${other}"`);
    return publicRangeOf(otherIndex);
  }

  return {
    name,
    get address() {
      return gateway.addresses.host;
    },
    get publicAddress() {
      return gateway.addresses.public;
    },
    run: (command, args) => host.run(command, args),
    setNat: gateway.setNat,
    wire: cable.set,
    async linkDown() {
      isLinkUp = false;
      await host.ip('link set eth0 down');
    },
    async linkUp() {
      isLinkUp = true;
      await connect();
    },
    uplinkDown: () => publicNetwork.ip(`link set ${port} down`),
    uplinkUp: () => publicNetwork.ip(`link set ${port} up`),
    async renumber() {
      renumberings += 1;
      await gateway.renumber(addressesOf(index, renumberings));
      await takeAddress();
      if (isLinkUp) await connect();
    },
    cutServerPath: () => gateway.cutServer(true),
    healServerPath: () => gateway.cutServer(false),
    async cutPeers(...names) {
      const others = names.length > 0 ? names : hostNames.filter((other) => other !== name);
      await gateway.cutRanges(others.map(rangeOf));
    },
    healPeers: () => gateway.cutRanges([]),
  };
}
