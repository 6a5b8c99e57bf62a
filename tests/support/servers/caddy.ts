import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/** Debian's Caddy as a proxy in front of the server, as deploy/compose.yml has it, but without TLS. */
export interface Proxy {
  readonly url: string;
  /**
   * Loads its configuration anew: Caddy then closes every WebSocket on both ends, with a frame of 1001 and no reason. That
   * to the server is not masked in 2.6.2, and so the server sees a broken frame and 1006.
   */
  reload(): Promise<void>;
  close(): Promise<void>;
}

const CADDY = '/usr/bin/caddy';

export async function startCaddy(target: string): Promise<Proxy> {
  const directory = await mkdtemp(join(tmpdir(), 'madang-caddy-'));
  const [port, adminPort] = [await freePort(), await freePort()];
  const file = join(directory, 'Caddyfile');
  await writeFile(
    file,
    `{
  admin localhost:${adminPort}
  auto_https off
}
http://localhost:${port} {
  reverse_proxy ${new URL(target).host}
}
`,
  );
  // It writes below its home.
  const env = { PATH: process.env['PATH'], HOME: directory };
  const run = (...args: string[]): ChildProcess => spawn(CADDY, args, { env, stdio: 'ignore' });
  const options = ['--config', file, '--adapter', 'caddyfile'];

  const child = run('run', ...options);
  // Whatever becomes of the test.
  const kill = (): void => void child.kill();
  process.once('exit', kill);
  const url = `http://localhost:${port}`;
  const isUp = (): Promise<boolean> =>
    fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`Caddy ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  return {
    url,
    async reload() {
      const [code] = (await once(run('reload', ...options, '--force'), 'exit')) as [number | null];
      if (code !== 0) throw new Error(`Caddy did not reload: ${code}`);
    },
    async close() {
      process.off('exit', kill);
      if (child.exitCode === null && child.signalCode === null) {
        const exit = once(child, 'exit');
        child.kill();
        await exit;
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
}
