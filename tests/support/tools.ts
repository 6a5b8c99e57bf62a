import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A program that the tests need, and the Debian package that brings it. */
interface Tool {
  readonly path: string;
  readonly debianPackage: string;
}

const TOOLS: readonly Tool[] = [
  { path: '/usr/bin/chromium', debianPackage: 'chromium' },
  { path: '/usr/bin/firefox-esr', debianPackage: 'firefox-esr' },
];

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

/** Installs what is missing where that is possible, and otherwise says what to install. */
export function provideTools(): void {
  if (hasApt) installWithApt(missingPackages(TOOLS), isRoot ? missingPackages(NETLAB_TOOLS) : []);

  const missing = missingPackages(TOOLS);
  if (missing.length === 0) return;
  // Elsewhere Playwright may be able to download a browser of its own.
  const isDownloaded = spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' }).status === 0;
  if (isDownloaded) return;
  console.error(`The tests need: ${missing.join(', ')}. Please install them.`);
  process.exit(1);
}
