import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { APP_URL, HOSTS_FILE, MOST_HOSTS, SERVER_ADDRESS } from './network/addresses.ts';
import { createTrust, type Trust } from './certificates.ts';
import { createChromium, type LaunchChromium } from './chromium.ts';
import { createFirefox, type LaunchFirefox } from './firefox.ts';
import { createHostNetwork, type HostNetwork } from './network/host.ts';
import { directoryOf, namespacePrefix, removeLeftOvers } from './leftovers.ts';
import { createNamespace, namespacesOf, removeNamespace, type Namespace } from './network/namespaces.ts';
import { findObstacle } from './network/obstacle.ts';
import { startMadang } from './server.ts';
import type { Service } from './service.ts';
import { startCoturn, type Turn, type TurnOptions } from './turn.ts';

/** A host with what people have on it. */
export interface Host extends HostNetwork {
  /** Chromium with a fake camera and microphone; ends with the lab at the latest. */
  readonly launchChromium: LaunchChromium;
  /** Firefox ESR with the same. */
  readonly launchFirefox: LaunchFirefox;
}

/** Hosts behind routers, and a public network with the servers: all in network namespaces of this machine. */
export interface Lab {
  /** Where hosts find the Madang server once it is started. */
  readonly url: string;
  host(name: string): Host;
  /** Runs a program in the public network, to its end. */
  run(command: string, args: readonly string[]): Promise<string>;
  startServer(env?: Readonly<Record<string, string>>): Promise<Service>;
  startTurn(options?: TurnOptions): Promise<Turn>;
  /** Ends everything that runs in the lab and leaves nothing behind. May be called again. */
  close(): Promise<void>;
}

export interface LabOptions {
  /** Names, as in `['a', 'b']`: lower-case letters and digits. */
  readonly hosts: readonly string[];
}

const PUBLIC_NETWORK = [
  'link add bridge type bridge',
  `addr add ${SERVER_ADDRESS}/24 dev bridge`,
  'link set bridge up',
  // Swallows what is for private addresses of hosts. With no route at all, coturn's attempt to relay to one would be
  // an error, and coturn answers that by closing the whole allocation.
  'route add default dev lo',
].join('\n');

function checkNames(names: readonly string[]): void {
  const strange = names.filter((name) => !/^[a-z][a-z0-9]{0,8}$/.test(name));
  if (strange.length > 0) throw new Error(`not a name for a host: ${strange.join(', ')}`);
  if (names.length > MOST_HOSTS) throw new Error(`a lab has room for ${MOST_HOSTS} hosts`);
}

/** What the parts of a lab share. */
interface Site {
  readonly hostNames: readonly string[];
  readonly prefix: string;
  readonly directory: string;
  readonly trust: Trust;
  readonly publicNetwork: Namespace;
  readonly browsers: Set<Browser>;
}

const namespaceIn = (prefix: string, role: string): Promise<Namespace> =>
  createNamespace(`${prefix}-${role}`, HOSTS_FILE);

async function createHost({ hostNames, prefix, directory, ...site }: Site, name: string): Promise<Host> {
  const host = await namespaceIn(prefix, `host-${name}`);
  const wire = await namespaceIn(prefix, `wire-${name}`);
  const router = await namespaceIn(prefix, `router-${name}`);
  const network = await createHostNetwork(hostNames, name, { host, wire, router, ...site, port: `port-${name}` });
  const launchChromium = await createChromium(host, directory, site.trust);
  const launchFirefox = await createFirefox(host, directory, site.trust);

  function watched(browser: Browser): Browser {
    site.browsers.add(browser);
    browser.on('disconnected', () => site.browsers.delete(browser));
    return browser;
  }
  // Into `network` itself: a copy would hold for ever what its getters say now.
  return Object.assign(network, {
    launchChromium: async (args: readonly string[] = []) => watched(await launchChromium(args)),
    launchFirefox: async () => watched(await launchFirefox()),
  });
}

async function createSite(
  common: Pick<Site, 'hostNames' | 'prefix' | 'directory' | 'browsers'>,
): Promise<Site & { hosts: Host[] }> {
  await mkdir(common.directory, { mode: 0o700 });
  const trust = await createTrust(common.directory);
  const publicNetwork = await namespaceIn(common.prefix, 'pub');
  await publicNetwork.ip(PUBLIC_NETWORK);
  const site = { ...common, trust, publicNetwork };
  // One after the other: when one fails no other may still be in the making, and be missed by `clear`.
  const hosts: Host[] = [];
  for (const name of site.hostNames) hosts.push(await createHost(site, name));
  return { ...site, hosts };
}

async function clear(prefix: string, directory: string, browsers: ReadonlySet<Browser>): Promise<void> {
  // The namespaces first: browsers that were killed close at once, and cannot hang.
  await Promise.all((await namespacesOf(prefix)).map(removeNamespace));
  await Promise.allSettled([...browsers].map((browser) => browser.close()));
  await rm(directory, { recursive: true, force: true });
}

export async function createLab({ hosts: hostNames }: LabOptions): Promise<Lab> {
  checkNames(hostNames);
  const obstacle = await findObstacle();
  if (obstacle !== null) throw new Error(obstacle);
  await removeLeftOvers();

  const prefix = namespacePrefix();
  const directory = directoryOf(prefix);
  const browsers = new Set<Browser>();
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= clear(prefix, directory, browsers));

  const { hosts, trust, publicNetwork } = await createSite({ hostNames, prefix, directory, browsers }).catch(
    async (error: unknown) => {
      await close();
      throw error;
    },
  );

  return {
    url: APP_URL,
    host(name) {
      const host = hosts.find((candidate) => candidate.name === name);
      if (!host) throw new Error(`the lab has no host "${name}"`);
      return host;
    },
    run: (command, args) => publicNetwork.run(command, args),
    startServer: (env = {}) => startMadang(publicNetwork, env),
    startTurn: (options = {}) => startCoturn(publicNetwork, join(directory, 'turn'), trust, options),
    close,
  };
}
