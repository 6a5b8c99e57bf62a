import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { Namespace } from './namespaces.ts';
import { isRunning, killProcess } from '../service.ts';

/** How bad one direction is. `wire.py` says what each means in detail. */
export interface WireSettings {
  readonly delayMs?: number;
  /** Up to so much more or less than the delay. */
  readonly jitterMs?: number;
  readonly lossPercent?: number;
  /** Losses come in rows of so many frames. */
  readonly burstFrames?: number;
  readonly rateKbit?: number;
  /** With a rate: how long a frame may queue before it is dropped. */
  readonly queueMs?: number;
}

/** Settings for both directions; `up` (from the host) and `down` (to it) win for theirs. */
export interface WireOptions extends WireSettings {
  readonly up?: WireSettings;
  readonly down?: WireSettings;
}

export interface Wire {
  /** Replaces all earlier settings and resolves once in effect; no settings make the wire perfect again. */
  set(options: WireOptions): Promise<void>;
}

const WIRE_PROGRAM = join(import.meta.dirname, 'wire.py');
/** Not the first `python3` on the PATH: a version manager's takes longer to start than the rest of the lab. */
const PYTHON = '/usr/bin/python3';

interface Forwarder {
  readonly child: ChildProcess;
  /** Resolves once it is so. */
  configure(direction: 'up' | 'down', settings: WireSettings): Promise<void>;
}

function startForwarder(namespace: Namespace): Forwarder {
  const child = namespace.start(PYTHON, ['-B', WIRE_PROGRAM, 'w0', 'w1'], { stdio: ['pipe', 'pipe', 'pipe'] });
  if (!child.stdin || !child.stdout || !child.stderr) throw new Error('the wire has no pipes');
  const { stdin, stdout, stderr } = child;
  const answers = createInterface(stdout)[Symbol.asyncIterator]();
  let complaint = '';
  stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  stdin.on('error', () => undefined);
  return {
    child,
    async configure(direction, settings) {
      const words = Object.entries(settings).map(([name, value]) => `${name}=${String(value)}`);
      stdin.write(`${[direction, ...words].join(' ')}\n`);
      if ((await answers.next()).done) throw new Error(`the wire is broken:\n${complaint}`);
    },
  };
}

/**
 * The wire in a namespace between a host (`w0`) and its router (`w1`): a bridge of the kernel's while perfect, so that it
 * costs nothing, and a forwarder in user space otherwise.
 */
export async function createWire(namespace: Namespace): Promise<Wire> {
  const connect = (): Promise<void> => namespace.ip('link set w0 master bridge\nlink set w1 master bridge');
  await namespace.ip('link add bridge type bridge\nlink set bridge up\nlink set w0 up\nlink set w1 up');
  await connect();
  let forwarder: Forwarder | null = null;

  return {
    async set({ up, down, ...both }) {
      const settings = { up: { ...both, ...up }, down: { ...both, ...down } };
      const isPerfect = Object.keys({ ...settings.up, ...settings.down }).length === 0;
      if (isPerfect) {
        if (!forwarder) return;
        await killProcess(forwarder.child);
        forwarder = null;
        await connect();
        return;
      }
      if (!forwarder || !isRunning(forwarder.child)) {
        await namespace.ip('link set w0 nomaster promisc on\nlink set w1 nomaster promisc on');
        forwarder = startForwarder(namespace);
      }
      await forwarder.configure('up', settings.up);
      await forwarder.configure('down', settings.down);
    },
  };
}
