import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Namespace } from './network/namespaces.ts';

/** A server of the lab: can be killed, and started again as it was. */
export interface Service {
  /** Ends it without a word, as a crash does. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** As `ss` writes it: `tcp:443`. */
type Port = `${'tcp' | 'udp'}:${number}`;

export interface ServiceOptions {
  readonly name: string;
  readonly spawn: () => ChildProcess;
  /** Where it listens once it can be used. */
  readonly ports: readonly Port[];
}

const POLL_MS = 50;

export const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

export async function killProcess(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function openPorts(network: Namespace): Promise<Set<string>> {
  const sockets = await network.run('ss', ['-Hlntu']);
  return new Set(
    sockets.split('\n').map((line) => {
      const [protocol, , , , address = ''] = line.split(/\s+/);
      return `${protocol}:${address.slice(address.lastIndexOf(':') + 1)}`;
    }),
  );
}

/** The sockets are asked and not the log: coturn, for one, writes other words in each version. */
async function startOnce(network: Namespace, { name, spawn, ports }: ServiceOptions): Promise<ChildProcess> {
  const taken = await openPorts(network);
  if (ports.some((port) => taken.has(port))) throw new Error(`${name} is there already, or something in its place`);

  const child = spawn();
  let output = '';
  const read = (data: Buffer): void => void (output += data.toString());
  const streams = [child.stdout, child.stderr];
  for (const stream of streams) stream?.on('data', read);

  for (;;) {
    const open = await openPorts(network);
    if (!isRunning(child)) throw new Error(`${name} ended before it could be used:\n${output}`);
    if (ports.every((port) => open.has(port))) break;
    await setTimeout(POLL_MS);
  }
  // Read on, and forget: a full pipe would stop it.
  for (const stream of streams) stream?.off('data', read).resume();
  return child;
}

export async function startService(network: Namespace, options: ServiceOptions): Promise<Service> {
  let child = await startOnce(network, options);
  return {
    kill: () => killProcess(child),
    async start() {
      if (!isRunning(child)) child = await startOnce(network, options);
    },
  };
}
