import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import { SERVER_ADDRESS as SERVER } from '../../netlab/network/addresses.ts';
import { test } from '../../netlab/fixtures.ts';
import { connectionStates, icePath } from '../../netlab/ice-path.ts';
import { createLab, type Lab } from '../../netlab/lab.ts';
import { downloadKbit, ping, reaches } from '../../netlab/measure.ts';
import { namespacesOf } from '../../netlab/network/namespaces.ts';
import { allSeeEachOther, enter, meet } from '../../netlab/people.ts';
import type { NatType } from '../../netlab/network/router-rules.ts';
import type { Turn } from '../../netlab/turn.ts';
import { openContext, type Person } from '../../support/browser/person.ts';

/** The network lab itself: that it does to the network what tests of calls will rely on. */

test.describe.configure({ timeout: 180_000 });

const viaStun = (turn: Turn): Record<string, string> => ({ STUN_URLS: turn.stunUrl });
const viaTurn = (turn: Turn, way: keyof Turn['urls']): Record<string, string> => ({
  STUN_URLS: turn.stunUrl,
  TURN_URLS: turn.urls[way],
  TURN_SECRET: turn.secret,
});

const setNats = (lab: Lab, nat: NatType): Promise<unknown> =>
  Promise.all([lab.host('a').setNat(nat), lab.host('b').setNat(nat)]);

test('behind cone NATs two people find each other through STUN', async ({ lab }) => {
  await lab.startServer(viaStun(await lab.startTurn()));
  const pair = await meet(lab);
  await allSeeEachOther(pair.alice, pair.bob);
  const paths = await Promise.all([icePath(pair.alice.page), icePath(pair.bob.page)]);
  for (const path of paths) {
    // Whose packet comes first is not known from STUN yet: that is `prflx`.
    expect(['srflx', 'prflx']).toContain(path?.local);
    expect(['srflx', 'prflx']).toContain(path?.remote);
  }
});

test('behind symmetric NATs STUN alone does not help', async ({ lab }) => {
  await setNats(lab, 'symmetric');
  await lab.startServer(viaStun(await lab.startTurn()));
  const { alice, bob } = await meet(lab);
  for (const { page } of [alice, bob]) {
    const failures = async (): Promise<number> =>
      (await connectionStates(page)).filter((state) => state === 'failed' || state === 'closed').length;
    // One more than what a mere misunderstanding between the two would end.
    await expect.poll(failures, { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
    expect(await connectionStates(page)).not.toContain('connected');
  }
  await expect(alice.tile('Bob')).not.toHaveAttribute('data-state', 'live');
});

test('behind symmetric NATs TURN over UDP does', async ({ lab }) => {
  await setNats(lab, 'symmetric');
  await lab.startServer(viaTurn(await lab.startTurn(), 'udp'));
  const pair = await meet(lab);
  await allSeeEachOther(pair.alice, pair.bob);
  const paths = await Promise.all([icePath(pair.alice.page), icePath(pair.bob.page)]);
  expect(paths.map((path) => path?.relayProtocol)).toContain('udp');
});

test('without UDP TURN over TCP works', async ({ lab }) => {
  await setNats(lab, 'udp-blocked');
  await lab.startServer(viaTurn(await lab.startTurn(), 'tcp'));
  const pair = await meet(lab);
  await allSeeEachOther(pair.alice, pair.bob);
  for (const { page } of [pair.alice, pair.bob]) {
    expect(await icePath(page)).toMatchObject({ local: 'relay', relayProtocol: 'tcp' });
  }
});

test('where only the ports of the web are open TURN over TLS works', async ({ lab }) => {
  await setNats(lab, 'tls-only');
  await lab.startServer(viaTurn(await lab.startTurn(), 'tls'));
  const pair = await meet(lab);
  await allSeeEachOther(pair.alice, pair.bob);
  for (const { page } of [pair.alice, pair.bob]) {
    expect(await icePath(page)).toMatchObject({ local: 'relay', relayProtocol: 'tls' });
  }
});

test('Firefox takes part, behind NATs and over TURN with a certificate of the lab', async ({ lab }) => {
  await lab.host('b').setNat('tls-only');
  await lab.startServer(viaTurn(await lab.startTurn(), 'tls'));
  const [alice, bob] = await Promise.all([
    enter(lab, await lab.host('a').launchChromium(), 'Alice'),
    enter(lab, await lab.host('b').launchFirefox(), 'Bob'),
  ]);
  await allSeeEachOther(alice, bob);
});

test('an open router lets in what nobody asked for, the others do not', async ({ lab }) => {
  const [a, b] = [lab.host('a'), lab.host('b')];
  await b.setNat('open');
  expect(await reaches(a, b.publicAddress)).toBe(true);
  for (const nat of ['cone', 'symmetric', 'udp-blocked', 'tls-only'] as const) {
    await b.setNat(nat);
    expect(await reaches(a, b.publicAddress)).toBe(false);
    expect(await reaches(b, SERVER)).toBe(true);
  }
});

test('a wire delays, jitters and loses as told, in each direction, and becomes perfect again', async ({ lab }) => {
  const [a, b] = [lab.host('a'), lab.host('b')];
  await b.setNat('open');
  expect((await ping(a, SERVER)).averageMs).toBeLessThan(10);

  await a.wire({ delayMs: 40 });
  await b.wire({ up: { delayMs: 15 } });
  const [toServer, toOther] = [await ping(a, SERVER), await ping(a, b.publicAddress)];
  expect(toServer.averageMs).toBeGreaterThanOrEqual(80);
  expect(toServer.averageMs).toBeLessThan(95);
  expect(toOther.averageMs).toBeGreaterThanOrEqual(95);
  expect(toOther.averageMs).toBeLessThan(110);

  await a.wire({ delayMs: 20, jitterMs: 10 });
  expect((await ping(a, SERVER, '-c', '50', '-i', '0.03')).deviationMs).toBeGreaterThan(3);

  const many = ['-c', '600', '-i', '0.002'];
  await a.wire({ up: { lossPercent: 20 } });
  const lost = await ping(a, SERVER, ...many);
  expect(lost.lossPercent).toBeGreaterThan(15);
  expect(lost.lossPercent).toBeLessThan(25);
  await a.wire({ down: { lossPercent: 20, burstFrames: 4 } });
  const lostInRows = await ping(a, SERVER, ...many);
  expect(lostInRows.lossPercent).toBeGreaterThan(10);
  expect(lostInRows.lossPercent).toBeLessThan(30);

  await a.wire({});
  expect(await ping(a, SERVER, ...many)).toMatchObject({ lossPercent: 0 });
});

test('a wire limits the rate', async ({ lab }) => {
  await lab.startServer();
  const a = lab.host('a');
  // Any file will do; the server has no large one whose name is the same in each build.
  const page = await a.run(process.execPath, [
    '-e',
    'fetch(process.argv[1]).then((page) => page.text()).then(console.log)',
    `${lab.url}/x`,
  ]);
  const file = `${lab.url}${/<script[^>]* src="([^"]+)"/.exec(page)?.[1] ?? ''}`;

  expect(await downloadKbit(a, file)).toBeGreaterThan(5000);
  await a.wire({ down: { rateKbit: 500 } });
  const limited = await downloadKbit(a, file);
  expect(limited).toBeGreaterThan(350);
  expect(limited).toBeLessThan(520);
  // 1442 bytes take 58 ms at this rate, and nothing on the way up.
  await a.wire({ down: { rateKbit: 200 } });
  const { averageMs } = await ping(a, SERVER, '-s', '1400', '-i', '0.2');
  expect(averageMs).toBeGreaterThan(55);
  expect(averageMs).toBeLessThan(70);
});

test('while only the way to the server is cut media flows on', async ({ lab }) => {
  await lab.startServer(viaStun(await lab.startTurn()));
  const pair = await meet(lab);
  await allSeeEachOther(pair.alice, pair.bob);
  const isServerThere = (person: Person): Promise<boolean> =>
    person.page.evaluate(() =>
      fetch('/healthz', { signal: AbortSignal.timeout(1000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    );

  expect(await isServerThere(pair.alice)).toBe(true);
  await lab.host('a').cutServerPath();
  expect(await isServerThere(pair.alice)).toBe(false);
  expect(await isServerThere(pair.bob)).toBe(true);
  await allSeeEachOther(pair.alice, pair.bob);

  await lab.host('a').healServerPath();
  await expect.poll(() => isServerThere(pair.alice)).toBe(true);
});

test('a host that goes to another network has another address, inside and outside', async ({ lab }) => {
  await lab.startServer(viaStun(await lab.startTurn()));
  const a = lab.host('a');
  const { page } = await openContext(await a.launchChromium());
  await page.goto(`${lab.url}/lab`);
  // A page may know its own address only once it may use the camera.
  await page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }));
  const addresses = (): Promise<string[]> =>
    page.evaluate(async () => {
      const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:203.0.113.10:3478' }] });
      connection.createDataChannel('any');
      await connection.setLocalDescription();
      while (connection.iceGatheringState !== 'complete') {
        await new Promise((resolve) => connection.addEventListener('icegatheringstatechange', resolve, { once: true }));
      }
      const candidates = connection.localDescription?.sdp.matchAll(/^a=candidate:\S+ 1 udp \d+ (\S+)/gm) ?? [];
      connection.close();
      return [...candidates].map(([, address = '']) => address).sort();
    });

  const before = [a.address, a.publicAddress];
  expect(await addresses()).toEqual(before.sort());
  await a.renumber();
  const after = [a.address, a.publicAddress];
  expect(after.filter((address) => before.includes(address))).toEqual([]);
  await expect.poll(addresses).toEqual(after.sort());
  await page.reload();
});

test('a host can be cut off at its own interface, and behind its router', async ({ lab }) => {
  const a = lab.host('a');
  const interfaceState = async (): Promise<string> => (await a.run('cat', ['/sys/class/net/eth0/operstate'])).trim();

  await a.linkDown();
  expect(await interfaceState()).toBe('down');
  expect(await reaches(a, SERVER)).toBe(false);
  await a.renumber();
  await a.linkUp();
  expect(await reaches(a, SERVER)).toBe(true);
  // The kernel tells up to a second after the link works again.
  await expect.poll(interfaceState).toBe('up');

  await a.uplinkDown();
  expect(await interfaceState()).toBe('up');
  expect(await reaches(a, SERVER)).toBe(false);
  await a.uplinkUp();
  expect(await reaches(a, SERVER)).toBe(true);
});

test.describe('with three hosts', () => {
  test.use({ hosts: ['a', 'b', 'c'] });

  test('the path between hosts can be cut, to some or to all, while the server can be reached', async ({ lab }) => {
    const [a, b, c] = [lab.host('a'), lab.host('b'), lab.host('c')];
    await Promise.all([b, c].map((host) => host.setNat('open')));
    const reached = (): Promise<boolean[]> =>
      Promise.all([b.publicAddress, c.publicAddress, SERVER].map((address) => reaches(a, address)));

    expect(await reached()).toEqual([true, true, true]);
    await a.cutPeers('b');
    expect(await reached()).toEqual([false, true, true]);
    await b.renumber();
    expect(await reached()).toEqual([false, true, true]);
    await a.cutPeers();
    expect(await reached()).toEqual([false, false, true]);
    await a.healPeers();
    expect(await reached()).toEqual([true, true, true]);
  });
});

test('servers can be killed and started again as they were', async ({ lab }) => {
  const listening = async (): Promise<boolean[]> => {
    const sockets = await lab.run('ss', ['-Hlnt']);
    return [':8080 ', ':3478 ', ':443 '].map((port) => sockets.includes(port));
  };
  const turn = await lab.startTurn();
  const server = await lab.startServer();
  expect(await listening()).toEqual([true, true, true]);
  await server.kill();
  expect(await listening()).toEqual([false, true, true]);
  await turn.kill();
  expect(await listening()).toEqual([false, false, false]);
  await Promise.all([server.start(), turn.start()]);
  expect(await listening()).toEqual([true, true, true]);
  await expect(lab.startServer()).rejects.toThrow('is there already');
});

test('labs do not meet, and leave nothing behind, not even when their process is killed', async ({ lab }) => {
  const program = `
    import { createLab } from './tests/netlab/lab.ts';
    const lab = await createLab({ hosts: ['a'] });
    await lab.host('a').wire({ delayMs: 1 });
    await lab.startServer();
    console.log('up');`;
  const doomed = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(doomed.stdout, 'data');
  const namespacesOfDoomed = (): Promise<string[]> => namespacesOf(`madang-lab-${doomed.pid ?? 0}-`);
  doomed.kill('SIGKILL');
  await once(doomed, 'exit');
  expect(await namespacesOfDoomed()).toHaveLength(4);

  const namespacesHere = (): Promise<string[]> => namespacesOf(`madang-lab-${process.pid}-`);
  const before = await namespacesHere();
  const other = await createLab({ hosts: ['a', 'b'] });
  expect(await namespacesOfDoomed()).toHaveLength(0);
  expect(await namespacesHere()).toHaveLength(2 * before.length);
  await other.startServer();
  await other.host('a').launchChromium();
  await other.close();
  await other.close();
  expect(await namespacesHere()).toEqual(before);
  expect(await reaches(lab.host('a'), SERVER)).toBe(true);
});
