import { NETLAB_TOOLS, missingPackages } from '../../support/tools.ts';
import { addressesOf } from './addresses.ts';
import { createNamespace, removeNamespace, type Namespace } from './namespaces.ts';
import { namespacePrefix } from '../leftovers.ts';
import { NAT_TYPES, routerRules } from './router-rules.ts';

/** Everything that a kernel or a container may refuse, tried in a namespace that is removed at once. */
async function tryEverything(namespace: Namespace): Promise<void> {
  await namespace.ip('link add bridge type bridge\nlink add lan type veth peer name wan');
  for (const nat of NAT_TYPES) {
    const state = { nat, addresses: addressesOf(0, 0), isServerCut: true, cutRanges: ['203.0.113.1-203.0.113.9'] };
    await namespace.run('iptables-restore', [], routerRules(state));
  }
  await namespace.run('conntrack', ['-F']);
}

/** Why the lab cannot work on this machine, in one sentence, or null if it can. */
export async function findObstacle(): Promise<string | null> {
  if (process.platform !== 'linux') return 'the network lab needs Linux';
  if (process.getuid?.() !== 0) return 'the network lab needs root, to make network namespaces';
  const missing = missingPackages(NETLAB_TOOLS);
  if (missing.length > 0) return `the network lab needs these packages: ${missing.join(', ')}`;

  const name = `${namespacePrefix()}-trial`;
  try {
    await tryEverything(await createNamespace(name, ''));
    return null;
  } catch (error) {
    return `the network lab cannot make its networks here: ${(error as Error).message.trim()}`;
  } finally {
    await removeNamespace(name).catch(() => undefined);
  }
}
