import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { askVersion } from './tool-version.ts';

/** A program that the tests need, and the Debian package that brings it. */
interface Tool {
  readonly path: string;
  readonly debianPackage: string;
  /** The oldest version that the tests can use. */
  readonly oldest?: number;
}

const TOOLS: readonly Tool[] = [
  { path: '/usr/bin/chromium', debianPackage: 'chromium', oldest: 130 },
  // ESR 140 does not have what Playwright drives it by, `network.addDataCollector`: https://www.w3.org/TR/webdriver-bidi/#command-network-addDataCollector
  { path: '/usr/bin/firefox-esr', debianPackage: 'firefox-esr', oldest: 143 },
  { path: '/usr/bin/redis-server', debianPackage: 'redis-server' },
];

const BROWSERS = ['chromium', 'firefox-esr'];

/** What the network lab (tests/netlab) needs besides. It works for root on Linux only; elsewhere its tests are skipped. */
export const NETLAB_TOOLS: readonly Tool[] = [
  { path: '/bin/ip', debianPackage: 'iproute2' },
  { path: '/usr/sbin/iptables-restore', debianPackage: 'iptables' },
  { path: '/usr/sbin/conntrack', debianPackage: 'conntrack' },
  { path: '/sbin/ethtool', debianPackage: 'ethtool' },
  { path: '/bin/ping', debianPackage: 'iputils-ping' },
  { path: '/usr/bin/python3', debianPackage: 'python3-minimal' },
  { path: '/usr/bin/turnserver', debianPackage: 'coturn' },
  { path: '/usr/bin/openssl', debianPackage: 'openssl' },
  { path: '/usr/bin/certutil', debianPackage: 'libnss3-tools' },
];

const isRoot = process.getuid?.() === 0;
const hasApt = existsSync('/usr/bin/apt-get');

/** The packages of those tools that are not here. */
export const missingPackages = (tools: readonly Tool[]): string[] =>
  tools.filter(({ path }) => !existsSync(path)).map(({ debianPackage }) => debianPackage);

type AskVersion = (path: string) => number | null;

/** What is here, and too old: one sentence for each, by its package. */
export function outdatedTools(tools: readonly Tool[], ask: AskVersion = askVersion): ReadonlyMap<string, string> {
  return new Map(
    tools.flatMap(({ path, debianPackage, oldest }) => {
      const version = oldest === undefined || !existsSync(path) ? null : ask(path);
      if (version === null || oldest === undefined || version >= oldest) return [];
      return [
        [
          debianPackage,
          `${path} is version ${version}, and the tests need ${oldest} or newer: please upgrade ${debianPackage}.`,
        ],
      ];
    }),
  );
}

function apt(...args: string[]): boolean {
  return (
    spawnSync(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['--non-interactive', 'apt-get', ...args], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  );
}

function installWithApt(...groups: (readonly string[])[]): void {
  const wanted = groups.filter((packages) => packages.length > 0);
  if (wanted.length === 0 || !apt('update')) return;
  // One by one: where one group has a package that is not to be had, the other is installed all the same.
  for (const packages of wanted) apt('install', '--yes', '--no-install-recommends', ...packages);
}

/** Installs what is missing, and upgrades what is too old, where that is possible; otherwise says what to install. */
export function provideTools(): void {
  const wanted = [...missingPackages(TOOLS), ...outdatedTools(TOOLS).keys()];
  if (hasApt) installWithApt(wanted, isRoot ? missingPackages(NETLAB_TOOLS) : []);

  const outdated = outdatedTools(TOOLS);
  for (const sentence of outdated.values()) console.error(sentence);
  if (outdated.size > 0) process.exit(1);

  const missing = missingPackages(TOOLS);
  if (missing.length === 0) return;
  // Elsewhere Playwright may be able to download a browser of its own.
  const isDownloaded = spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' }).status === 0;
  const needed = missing.filter((name) => !(isDownloaded && BROWSERS.includes(name)));
  if (needed.length === 0) return;
  console.error(`The tests need: ${needed.join(', ')}. Please install them.`);
  process.exit(1);
}
