import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';

const IN_A_TERMINAL = 'data:text/javascript,process.stdout.isTTY=true';

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

  test.each([
    ['an exception', "throw new Error('of a test')"],
    ['a rejection', "void Promise.reject(new Error('of a test'))"],
  ])('%s that nobody caught is logged and ends the process, for the platform to start it anew', async (_what, bug) => {
    const onSignal = `data:text/javascript,process.on('SIGUSR2',()=>{${bug}})`;
    const main = startMain({ PORT: '0', NODE_OPTIONS: `--import ${JSON.stringify(onSignal)}` });
    await untilOutput(main, /listening/);
    main.child.kill('SIGUSR2');
    const [code] = (await once(main.child, 'close')) as [number];

    expect(code).toBe(1);
    const [line = ''] = main
      .output()
      .split('\n')
      .filter((each) => each.includes('a bug ends this process'));
    expect(JSON.parse(line)).toMatchObject({ level: 60, err: { message: 'of a test' } });
  });

  test('says once who will fail to connect without TURN, and where to read how to help them', async () => {
    const main = startMain({ PORT: '0', SECRET: 'x'.repeat(32).repeat(32), STUN_URLS: 'stun:stun.example' });
    await untilOutput(main, /listening/);
    main.child.kill('SIGKILL');

    expect(main.output().match(/No TURN server is configured:.*docs\/turn\.md/g)).toHaveLength(1);
  });

  test('with TURN is silent about it, and never tells its secrets', async () => {
    const main = startMain({
      PORT: '0',
      SECRET: 'x'.repeat(32).repeat(32),
      TURN_URLS: 'turn:turn.example',
      TURN_SECRET: 'hunter2',
    });
    await untilOutput(main, /listening/);
    main.child.kill('SIGKILL');

    expect(main.output()).not.toMatch(/docs\/turn\.md|hunter2/);
  });

  test('says so and stops when its port is taken', async () => {
    const first = startMain({ PORT: '0', SECRET: 'x'.repeat(32).repeat(32) });
    const [, port] = await untilOutput(first, /"port":(\d+).*listening/);
    const second = startMain({ PORT: port ?? '', SECRET: 'x'.repeat(32).repeat(32) });
    const [code] = (await once(second.child, 'close')) as [number];
    first.child.kill('SIGKILL');

    expect(code).toBe(1);
    expect(second.output()).toBe(
      `Port ${port} is taken by another program: end that one, or choose another port with PORT.\n`,
    );
  });

  test('says so and stops when it may not listen where HOST says', async () => {
    const main = startMain({ PORT: '0', HOST: '192.0.2.1' });
    const [code] = (await once(main.child, 'close')) as [number];

    expect([code, main.output()]).toEqual([1, 'HOST: 192.0.2.1 is no address of this machine.\n']);
  });

  test('listens only where HOST says', async () => {
    const main = startMain({ PORT: '0', HOST: '127.0.0.1' });
    const [, address] = await untilOutput(main, /"address":"([^"]+)".*listening/);
    main.child.kill('SIGKILL');

    expect(address).toBe('127.0.0.1');
  });

  test('in a terminal says in words where the room is and what is not configured', async () => {
    const main = startMain({ PORT: '0', STUN_URLS: '', NODE_OPTIONS: `--import ${IN_A_TERMINAL}` });
    await untilOutput(main, /Ctrl\+C/);
    main.child.kill('SIGKILL');

    expect(main.output()).toMatch(/on this computer +http:\/\/localhost:\d+\n/);
    expect(main.output()).toMatch(/phones\s+and\s+other\s+computers\s+need\s+HTTPS/);
    for (const missing of ['SECRET is not set', 'STUN_URLS is not set', 'No TURN server']) {
      expect(main.output()).toContain(`- ${missing}`);
    }
    expect(main.output()).not.toContain('{');
  });

  test('reads a secret from a file, and says by name which file it cannot read', async () => {
    const main = startMain({ PORT: '0', SECRET_FILE: '/does/not/exist', TURN_SECRET: '"x"' });
    const [code] = (await once(main.child, 'close')) as [number];

    expect(code).toBe(1);
    expect(main.output()).toContain('SECRET_FILE: /does/not/exist cannot be read (ENOENT)');
    expect(main.output()).toContain('TURN_SECRET: may hold no quotes and no line breaks');
  });
});

describe('a start that cannot succeed', () => {
  test('because Node is too old says so in one sentence', () => {
    const asNode18 = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'18.20.1'}})`;
    const { status, stderr } = spawnSync(process.execPath, ['--import', asNode18, 'src/build/require-node.cjs'], {
      encoding: 'utf8',
    });

    expect([status, stderr]).toEqual([1, 'Madang needs Node 20 or newer, and this is Node 18.20.1.\n']);
    expect(spawnSync(process.execPath, ['src/build/require-node.cjs']).status).toBe(0);
  });

  test('because nothing is built says so in one sentence', () => {
    const copy = mkdtempSync(join(tmpdir(), 'madang-'));
    for (const part of ['src', 'public', 'views', 'package.json']) cpSync(part, join(copy, part), { recursive: true });
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
      cwd: copy,
      env: { PATH: process.env['PATH'], PORT: '0', STUN_URLS: 'none' },
      encoding: 'utf8',
    });
    rmSync(copy, { recursive: true });

    expect([status, stderr]).toEqual([
      1,
      'The pages are not built yet: run "npm run build" first ("npm start" does it by itself).\n',
    ]);
  });
});
