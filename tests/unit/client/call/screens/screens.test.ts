import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFakeWorld, type FakePage, type FakeWorld } from '../../../../support/fakes/fake-world.ts';
import type { FakeCall } from '../../../../support/fakes/fake-network.ts';

let world: FakeWorld;
let alice: FakePage;
let bob: FakePage;

beforeEach(async () => {
  world = createFakeWorld();
  alice = await world.enter('Alice');
  bob = await world.enter('Bob');
  await world.until(() => alice.link('Bob') === 'live' && bob.link('Alice') === 'live');
});

afterEach(() => world.close());

async function share(page: FakePage): Promise<void> {
  const sharing = page.call.screens.start();
  page.screenSource.choose();
  await sharing;
}

const screenCalls = (): FakeCall[] => world.network.calls.filter(({ purpose }) => purpose.kind === 'screen');

describe('a shared screen', () => {
  test('S1: comes to everybody, to those who come later too, and goes when it is stopped', async () => {
    await share(alice);
    await world.until(() => bob.screens().includes('Alice live'));
    const carol = await world.enter('Carol');
    await world.until(() => carol.screens().includes('Alice live'));
    expect(alice.call.screens.shown.value).toHaveLength(1);
    alice.call.screens.stop();
    await world.clock.pass(300);
    expect([bob.screens(), carol.screens()]).toEqual([[], []]);
    expect(alice.screenSource.captured.size).toBe(0);
  });

  test('S1: is what a page says of first, when a connection opens', async () => {
    const carol = await world.open('Carol');
    const said: string[] = [];
    const { send } = carol.links;
    carol.links.send = (connection, text) => {
      for (const [, type = ''] of text.matchAll(/"type":"([\w-]+)"/g)) said.push(type);
      send(connection, text);
    };
    carol.call.join('Carol');
    await world.until(() => said.includes('media-state'));
    expect(said.find((type) => type === 'shares' || type === 'media-state')).toBe('shares');
  });

  test('C9, S2: on which nothing moves lives on its heartbeats', async () => {
    await share(alice);
    await world.until(() => bob.screens().includes('Alice live'));
    const [call] = screenCalls();
    if (call) call.isMediaDead = true;
    const states = new Set<string>();
    bob.call.screens.shown.subscribe(() => bob.screens().forEach((state) => states.add(state)));
    await world.clock.pass(60_000);
    expect([...states]).toEqual(['Alice live']);
    expect(screenCalls()).toHaveLength(1);
  });

  test('C9, S2: whose connection alone falls silent stalls after 2 s and is mended, both ends alike', async () => {
    await share(alice);
    await world.until(() => bob.screens().includes('Alice live'));
    const [call] = screenCalls();
    if (!call) throw new Error('nothing is shared');
    world.network.cutCall(call);
    const ms = await world.until(() => bob.screens().includes('Alice mending'), 4000);
    expect(ms).toBeGreaterThanOrEqual(1900);
    expect(ms).toBeLessThan(3600);
    await world.until(() => bob.screens().includes('Alice live'), 4000);
    expect(alice.links.restarts).toContain(call.caller.connection);
    expect([alice.link('Bob'), bob.link('Alice')]).toEqual(['live', 'live']);
  });

  test('S2: that cannot be mended by a restart comes by a fresh call', async () => {
    await share(alice);
    await world.until(() => bob.screens().includes('Alice live'));
    world.network.cut(alice.id, bob.id);
    await world.clock.pass(40_000);
    world.network.restore(alice.id, bob.id);
    await world.until(() => bob.screens().includes('Alice live') && bob.link('Alice') === 'live', 30_000);
    expect(screenCalls().length).toBeGreaterThan(1);
  });

  test('goes on when the server restarts, and comes to those who come then', async () => {
    await share(alice);
    await world.until(() => bob.screens().includes('Alice live'));
    world.server.stop();
    await world.clock.pass(3000);
    world.server.start();
    const carol = await world.enter('Carol');
    await world.until(() => carol.screens().includes('Alice live'), 20_000);
    expect(bob.screens()).toEqual(['Alice live']);
    expect(screenCalls()).toHaveLength(2);
  });

  test('of somebody who leaves goes with them, and is captured no longer', async () => {
    await share(alice);
    await world.until(() => bob.screens().includes('Alice live'));
    alice.call.leave();
    await world.clock.pass(300);
    expect(bob.screens()).toEqual([]);
    expect(alice.screenSource.captured.size).toBe(0);
  });

  test('two people share at once', async () => {
    await share(alice);
    await share(bob);
    await world.until(() => bob.screens().includes('Alice live') && alice.screens().includes('Bob live'));
  });

  test('C17: that is chosen after leaving is not captured, not even for somebody who has come back meanwhile', async () => {
    const sharing = alice.call.screens.start();
    alice.call.leave();
    await world.clock.pass(300);
    alice.call.join('Alice');
    await world.until(() => alice.link('Bob') === 'live');
    alice.screenSource.choose();
    await sharing;
    expect(alice.screenSource.captured.size).toBe(0);
    await world.clock.pass(2000);
    expect(bob.screens()).toEqual([]);
  });

  test('C13: that the browser fails to give does not keep the next from being shared', async () => {
    const dave = await world.enter('Dave', {
      screenSource: { capture: () => Promise.reject(new Error('no picker')) },
    });
    await world.until(() => dave.link('Alice') === 'live');
    await dave.call.screens.start();
    await dave.call.screens.start();
    expect(dave.notices).toEqual(['screen.failed', 'screen.failed']);
  });
});
