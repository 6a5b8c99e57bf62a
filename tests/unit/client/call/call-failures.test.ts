import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFakeWorld, type FakeWorld } from '../../../support/fakes/fake-world.ts';
import { areConnected, chatOf, listen, meet, say } from '../../../support/fakes/people.ts';

/** Whole calls: everything of a call is real, and the server's rooms; sockets, connections and the clock are fakes. */
let world: FakeWorld;

beforeEach(() => {
  world = createFakeWorld();
});

afterEach(() => world.close());

describe('C13: an error of our own code', () => {
  test('in an adapter is told once, and the link comes about all the same', async () => {
    const [alice] = await meet(world, 'Alice');
    const bob = await world.open('Bob');
    bob.links.breakNext('dial');
    bob.call.join('Bob');
    await world.until(areConnected(alice, bob), 30_000);
    expect(bob.errors).toEqual([new Error('cannot dial')]);
    expect(bob.notices).toContain('failed');
  });

  test('in one heartbeat ends none of the others', async () => {
    const pages = await meet(world, 'Alice', 'Bob', 'Carol');
    pages[1].links.breakNext('send');
    await world.clock.pass(20_000);
    expect(pages[1].errors).toHaveLength(1);
    expect(areConnected(...pages)()).toBe(true);
    expect(world.network.calls).toHaveLength(3);
  });

  test('in what follows the call is reported once, and people still come and go', async () => {
    const [alice] = await meet(world, 'Alice');
    alice.call.state.subscribe(({ links }) => {
      if (links.size > 0) throw new Error('cannot draw');
    });
    alice.call.onNotice(() => {
      throw new Error('cannot chime');
    });
    const bob = await world.enter('Bob');
    await world.until(areConnected(alice, bob));
    bob.call.leave();
    await world.clock.pass(300);
    expect(alice.link('Bob')).toBeNull();
    expect(alice.notices).toEqual(['Bob joined', 'Bob left']);
    expect(alice.errors.map((error) => (error as Error).message).sort()).toEqual(['cannot chime', 'cannot draw']);
  });

  test('in a listener to messages keeps them from no other', async () => {
    const [alice, bob] = await meet(world, 'Alice', 'Bob');
    chatOf(bob).on(() => {
      throw new Error('cannot read');
    });
    const heard = listen(bob);
    say(alice, 'one');
    say(alice, 'two');
    await world.clock.pass(500);
    expect(heard).toEqual(['one', 'two']);
    expect(bob.link('Alice')).toBe('live');
  });
});
