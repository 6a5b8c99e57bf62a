import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, jest, test } from '@jest/globals';

/** Runs the server as `npm start` does. */
function startMain(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
    env: { PATH: process.env['PATH'], STUN_URLS: 'none', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data.toString()));
  return { child, output: () => text };
}

async function untilOutput(main: ReturnType<typeof startMain>, pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const found = pattern.exec(main.output());
    if (found) return found;
    await once(main.child.stdout, 'data');
  }
}

// Each test starts whole processes, and other work on the machine can make that slow.
jest.setTimeout(60_000);

describe('the process', () => {
  test('stops at once and names every mistake in its environment', async () => {
    const main = startMain({ PORT: 'http', TURN_URLS: 'http://a' });
    const [code] = (await once(main.child, 'close')) as [number];

    expect(code).toBe(1);
    expect(main.output()).toContain('PORT: must be a whole number');
    expect(main.output()).toContain('TURN_URLS: "http://a" does not begin with turn: or turns:');
  });

  test('warns once when it has no secret, serves, and ends cleanly when told to', async () => {
    const main = startMain({ PORT: '0' });
    await untilOutput(main, /listening/);
    main.child.kill('SIGTERM');
    const [code] = (await once(main.child, 'close')) as [number];

    expect(main.output().match(/SECRET is not set/g)).toHaveLength(1);
    expect(code).toBe(0);
  });

  test('says once who will fail to connect without TURN, and where to read how to help them', async () => {
    const main = startMain({ PORT: '0', SECRET: 'x', STUN_URLS: 'stun:stun.example' });
    await untilOutput(main, /listening/);
    main.child.kill('SIGKILL');

    expect(main.output().match(/No TURN server is configured:.*docs\/turn\.md/g)).toHaveLength(1);
  });

  test('with TURN is silent about it, and never tells its secrets', async () => {
    const main = startMain({ PORT: '0', SECRET: 'x', TURN_URLS: 'turn:turn.example', TURN_SECRET: 'hunter2' });
    await untilOutput(main, /listening/);
    main.child.kill('SIGKILL');

    expect(main.output()).not.toMatch(/docs\/turn\.md|hunter2/);
  });

  test('says so and stops when its port is taken', async () => {
    const first = startMain({ PORT: '0', SECRET: 'x' });
    const [, port] = await untilOutput(first, /"port":(\d+).*listening/);
    const second = startMain({ PORT: port ?? '', SECRET: 'x' });
    const [code] = (await once(second.child, 'close')) as [number];
    first.child.kill('SIGKILL');

    expect(code).toBe(1);
    expect(second.output()).toContain('EADDRINUSE');
  });
});
