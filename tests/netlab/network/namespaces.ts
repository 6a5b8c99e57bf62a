import type { ChildProcess } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { run, start, type StartOptions } from '../shell.ts';

/** A network namespace: a machine of its own as far as the network is concerned. */
export interface Namespace {
  readonly name: string;
  /** Carries out commands of `ip`, one a line, in here. */
  ip(commands: string): Promise<void>;
  run(command: string, args: readonly string[], input?: string): Promise<string>;
  /** The child is the program itself: its id can be killed. */
  start(command: string, args: readonly string[], options?: StartOptions): ChildProcess;
}

/** `ip netns exec` puts these files in the place of those in /etc. */
const ETC = '/etc/netns';

// Link-local IPv6 would offer ways between hosts that no router's rules see.
const WITHOUT_IPV6 = 'for f in /proc/sys/net/ipv6/conf/*/disable_ipv6; do [ ! -e "$f" ] || echo 1 >"$f"; done';

export async function createNamespace(name: string, hostsFile: string): Promise<Namespace> {
  const runInside = (command: string, args: readonly string[], input?: string): Promise<string> =>
    run('ip', ['netns', 'exec', name, command, ...args], input);
  const ip = async (commands: string): Promise<void> => {
    await run('ip', ['-n', name, '-batch', '-'], commands);
  };

  await mkdir(join(ETC, name), { recursive: true });
  await writeFile(join(ETC, name, 'hosts'), hostsFile);
  // Without a name server a lookup fails at once; the machine's own would be asked, and waited for, in vain.
  await writeFile(join(ETC, name, 'resolv.conf'), 'options timeout:1 attempts:1\n');
  await run('ip', ['netns', 'add', name]);
  await runInside('sh', ['-c', WITHOUT_IPV6]);
  await ip('link set lo up');

  return {
    name,
    ip,
    run: runInside,
    start: (command, args, options) => start('ip', ['netns', 'exec', name, command, ...args], options),
  };
}

/** The namespaces whose names start with `prefix`. */
export async function namespacesOf(prefix: string): Promise<string[]> {
  const list = await run('ip', ['netns', 'list']);
  // A line is a name, and for some an id after it.
  return list.split('\n').flatMap((line) => line.split(' ', 1).filter((name) => name.startsWith(prefix)));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Ended by itself since it was listed.
  }
}

const POLL_MS = 10;

/** Ends every process in a namespace, whoever started it, and then the namespace. */
export async function removeNamespace(name: string): Promise<void> {
  for (;;) {
    const pids = (await run('ip', ['netns', 'pids', name])).split('\n').filter(Boolean);
    if (pids.length === 0) break;
    pids.forEach((pid) => kill(Number(pid)));
    // Some take a moment, and some were about to start others.
    await setTimeout(POLL_MS);
  }
  await run('ip', ['netns', 'delete', name]);
  await rm(join(ETC, name), { recursive: true, force: true });
}
