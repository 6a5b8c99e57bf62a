import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The server as `npm start` runs it, in a process of its own that can be killed. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Ends it without a word, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
}

/** Nothing in a test may ask a server that is not the test's own. */
export const TEST_ENVIRONMENT = {
  SECRET: 'a-secret-that-is-for-tests-and-nothing-else',
  LOG_LEVEL: 'info',
  STUN_URLS: 'none',
};

async function listeningPort(child: ChildProcess): Promise<number> {
  let output = '';
  for (;;) {
    const found = /"port":(\d+)/.exec(output);
    if (found) return Number(found[1]);
    if (!child.stdout || child.exitCode !== null) throw new Error(`the server did not start:\n${output}`);
    const [data] = (await once(child.stdout, 'data')) as [Buffer];
    output += data.toString();
  }
}

export async function startServer(env: Record<string, string> = {}): Promise<ServerProcess> {
  const spawnServer = (port: number): ChildProcess => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
      env: { PATH: process.env['PATH'], ...TEST_ENVIRONMENT, PORT: String(port), ...env },
      // Inherited streams of a killed server would keep the test runner's pipes open.
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr.resume();
    return child;
  };

  let child = spawnServer(0);
  const port = await listeningPort(child);
  child.stdout?.resume();

  return {
    url: `http://localhost:${port}`,
    get child() {
      return child;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'exit');
      child.kill('SIGKILL');
      await closed;
    },
    async start() {
      child = spawnServer(port);
      await listeningPort(child);
      child.stdout?.resume();
    },
  };
}
