import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFakeWorld, type FakeWorld } from '../../../support/fakes/fake-world.ts';
import { areConnected, listen, meet, say } from '../../../support/fakes/people.ts';

/** Whole calls: everything of a call is real, and the server's rooms; sockets, connections and the clock are fakes. */
let world: FakeWorld;

beforeEach(() => {
  world = createFakeWorld();
});

afterEach(() => world.close());

describe('a path between two', () => {
  test('C9, C5: that falls silent is noticed after 2 s, long before ICE says so, and is mended by a restart', async () => {
    const [alice, bob, carol] = await meet(world, 'Alice', 'Bob', 'Carol');
    const before = world.network.calls.length;
    world.network.move(bob.id);
    const ms = await world.until(() => alice.link('Bob') === 'mending');
    expect(ms).toBeGreaterThanOrEqual(1900);
    expect(ms).toBeLessThan(3600);
    await world.until(areConnected(alice, bob, carol), 5000);
    expect(world.network.calls).toHaveLength(before);
    expect(alice.link('Carol')).toBe('live');
  });

  test('C5: that stays cut for a minute is there again soon after, by a fresh call', async () => {
    const [alice, bob] = await meet(world, 'Alice', 'Bob');
    world.network.cut(alice.id, bob.id);
    await world.clock.pass(60_000);
    expect(alice.link('Bob')).toBe('mending');
    world.network.restore(alice.id, bob.id);
    await world.until(areConnected(alice, bob), 13_000);
    await world.until(() => alice.call.media.value.size === 1);
  });

  test('C10: what is said meanwhile arrives once and in order, by whichever connection', async () => {
    const [alice, bob] = await meet(world, 'Alice', 'Bob');
    const heard = listen(bob);
    say(alice, 'before');
    await world.clock.pass(1000);
    world.network.cut(alice.id, bob.id);
    for (let count = 1; count <= 30; count += 1) {
      say(alice, `during ${count}`);
      await world.clock.pass(1500);
    }
    world.network.restore(alice.id, bob.id);
    await world.until(areConnected(alice, bob), 20_000);
    say(alice, 'after');
    await world.clock.pass(3000);
    expect(heard).toEqual(['before', ...Array.from({ length: 30 }, (_, index) => `during ${index + 1}`), 'after']);
  });

  test('C5: in a page that was offline altogether all are there again within seconds', async () => {
    const [alice, bob, carol] = await meet(world, 'Alice', 'Bob', 'Carol');
    bob.setOnline(false);
    await world.clock.pass(25_000);
    expect(bob.link('Alice')).toBe('mending');
    expect(alice.link('Carol')).toBe('live');
    bob.setOnline(true);
    bob.changeNetwork();
    await world.until(areConnected(alice, bob, carol), 10_000);
    await world.clock.pass(10_000);
    expect(areConnected(alice, bob, carol)()).toBe(true);
    expect(alice.call.state.value.roster.participants).toHaveLength(3);
  });

  test('C5: that brings heartbeats but no media after a restart gets a fresh call', async () => {
    const [alice, bob] = await meet(world, 'Alice', 'Bob');
    const [call] = world.network.calls;
    if (call) call.isMediaDead = true;
    world.network.move(bob.id);
    await world.until(() => world.network.calls.length === 2, 15_000);
    await world.until(areConnected(alice, bob));
  });

  test('C5: a computer that slept restarts at once, and takes no silence of its own for that of others', async () => {
    const [alice, bob] = await meet(world, 'Alice', 'Bob');
    const phases = new Set<string | null>();
    alice.call.state.subscribe(() => phases.add(alice.link('Bob')));
    world.clock.sleep(3_600_000);
    await world.clock.pass(1000);
    expect(bob.links.restarts).toContain(bob.call.state.value.links.get(alice.id)?.health.connection);
    await world.clock.pass(10_000);
    expect([...phases]).toEqual(['live']);
    expect(world.network.calls).toHaveLength(1);
  });
});
