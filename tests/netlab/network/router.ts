import type { Addresses } from './addresses.ts';
import type { Namespace } from './namespaces.ts';
import { routerRules, type NatType, type RouterState } from './router-rules.ts';

/** The router between a host's wire (`lan`) and the public network (`wan`). */
export interface Router {
  readonly addresses: Addresses;
  setNat(nat: NatType): Promise<void>;
  cutServer(isCut: boolean): Promise<void>;
  /** Cuts the direct path to hosts whose public addresses are in these ranges, and no other. */
  cutRanges(ranges: readonly string[]): Promise<void>;
  /** Takes other addresses on both sides. */
  renumber(addresses: Addresses): Promise<void>;
}

export async function createRouter(namespace: Namespace, first: Addresses, upstream: string): Promise<Router> {
  let state: RouterState = { nat: 'cone', addresses: first, isServerCut: false, cutRanges: [] };

  async function change(changes: Partial<RouterState>): Promise<void> {
    state = { ...state, ...changes };
    await namespace.run('iptables-restore', [], routerRules(state));
  }

  /** Rules of NAT are asked once per flow: without this, flows that exist go on as they began. */
  const forgetFlows = (): Promise<string> => namespace.run('conntrack', ['-F']);

  const takeAddresses = ({ gateway, public: wan }: Addresses): Promise<void> =>
    namespace.ip(
      [
        'addr flush dev lan',
        'addr flush dev wan',
        `addr add ${gateway}/24 dev lan`,
        `addr add ${wan}/24 dev wan`,
        // Where private addresses of others go to die, silently as on the Internet.
        `route replace default via ${upstream}`,
      ].join('\n'),
    );

  await namespace.ip('link set lan up\nlink set wan up');
  await takeAddresses(first);
  await change({});
  await namespace.run('sh', ['-c', 'echo 1 >/proc/sys/net/ipv4/ip_forward']);

  return {
    get addresses() {
      return state.addresses;
    },
    async setNat(nat) {
      await change({ nat });
      await forgetFlows();
    },
    cutServer: (isServerCut) => change({ isServerCut }),
    cutRanges: (cutRanges) => change({ cutRanges }),
    async renumber(addresses) {
      await takeAddresses(addresses);
      await change({ addresses });
      await forgetFlows();
    },
  };
}
