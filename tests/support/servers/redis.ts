import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './free-port.ts';

/** A Redis of the test's own, with nothing in it. */
export interface TestRedis {
  readonly url: string;
  /** Ends it as a crash does; what it held is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with nothing in it. */
  start(): Promise<void>;
  /** It stays, and answers nothing until `resume`. */
  freeze(): void;
  resume(): void;
  close(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();

  async function run(): Promise<ChildProcess> {
    const started = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    for await (const data of started.stdout) {
      if (String(data).includes('Ready to accept connections')) break;
    }
    return started;
  }

  let child = await run();

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async start() {
      child = await run();
    },
    freeze: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    close: kill,
  };
}
