import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFakeWorld, type FakeWorld } from '../../../support/fakes/fake-world.ts';
import { GRACE_MS, ROOM } from '../../../support/fakes/fake-server.ts';
import { areConnected, meet } from '../../../support/fakes/people.ts';
import { idOf } from '../../../support/scene.ts';

/** Whole calls: everything of a call is real, and the server's rooms; sockets, connections and the clock are fakes. */
let world: FakeWorld;

beforeEach(() => {
  world = createFakeWorld();
});

afterEach(() => world.close());

describe('joining', () => {
  test('C1, C2: two who come one after the other are connected by one call, from the later one', async () => {
    const [alice, bob] = await meet(world, 'Alice', 'Bob');
    expect(world.network.calls.map(({ caller, callee }) => [caller.owner, callee?.owner])).toEqual([
      [bob.id, alice.id],
    ]);
    expect(alice.notices).toEqual(['Bob joined']);
    expect(bob.notices).toEqual([]);
    await world.clock.pass(100);
    expect(alice.call.mediaStates.value.get(bob.id)).toEqual({ microphone: true, camera: true });
  });

  test('C2: five who come in the same instant all find each other', async () => {
    const names = ['Alice', 'Bob', 'Carol', 'Dave', 'Erin'];
    const pages = await Promise.all(names.map((name) => world.enter(name)));
    await world.until(areConnected(...pages), 15_000);
    await world.clock.pass(20_000);
    expect(areConnected(...pages)()).toBe(true);
    expect(pages.every(({ call }) => call.media.value.size === 4)).toBe(true);
  });

  test('R3: the one too many is told, and gets in when there is room', async () => {
    const pages = await meet(world, 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8');
    const late = await world.enter('Late');
    await world.until(() => late.call.state.value.phase === 'over');
    expect(late.call.state.value.endReason).toBe('room:full');
    pages[0].call.leave();
    await world.clock.pass(500);
    late.call.join('Late');
    await world.until(areConnected(late, ...pages.slice(1)));
  });

  test('R8, R9: a locked room is knocked at; who is let in is connected, who is refused is told', async () => {
    const [alice] = await meet(world, 'Alice', 'Bob');
    alice.call.setLocked(true);
    await world.clock.pass(200);
    const carol = await world.enter('Carol');
    const mallory = await world.enter('Mallory');
    await world.until(() => alice.call.state.value.roster.knocks.length === 2);
    expect(alice.notices).toContain('Carol knocked');
    alice.call.answerKnock({ id: carol.id, isAdmitted: true });
    alice.call.answerKnock({ id: mallory.id, isAdmitted: false });
    await world.until(areConnected(alice, carol));
    expect(mallory.call.state.value).toMatchObject({ phase: 'over', endReason: 'knock:refused' });
  });
});

describe('leaving', () => {
  test('C4: is seen at once by the others, and closes every connection', async () => {
    const [alice, bob, carol] = await meet(world, 'Alice', 'Bob', 'Carol');
    carol.call.leave();
    await world.clock.pass(300);
    expect([alice.link('Carol'), bob.link('Carol')]).toEqual([null, null]);
    expect(alice.notices.at(-1)).toBe('Carol left');
    expect(areConnected(alice, bob)()).toBe(true);
    expect(carol.call.media.value.size).toBe(0);
  });

  test('C15: and coming back before the server has answered the first time ends in the room, once', async () => {
    const [alice] = await meet(world, 'Alice');
    const bob = await world.open('Bob');
    await world.clock.pass(200);
    bob.call.join('Bob');
    bob.call.leave();
    bob.call.join('Bob');
    await world.until(areConnected(alice, bob));
    await world.clock.pass(5000);
    expect(areConnected(alice, bob)()).toBe(true);
    expect(bob.call.state.value).toMatchObject({ phase: 'joined', endReason: null });
    expect(alice.call.state.value.roster.participants.map(({ name }) => name)).toEqual(['Alice', 'Bob']);
  });

  test('R6: a page whose place another page of the same participant takes is over', async () => {
    const [alice, bob] = await meet(world, 'Alice', 'Bob');
    const again = await world.enter('Bob');
    await world.until(() => bob.call.state.value.phase === 'over');
    expect(bob.call.state.value.endReason).toBe('replaced');
    await world.until(areConnected(alice, again));
    expect(alice.call.state.value.links.size).toBe(1);
  });

  test('R5: who vanishes without a word is away, then lost', async () => {
    const [alice, bob] = await meet(world, 'Alice', 'Bob');
    bob.vanish();
    await world.until(() => alice.link('Bob') === 'mending');
    await world.clock.pass(GRACE_MS + 2000);
    expect(alice.link('Bob')).toBeNull();
    expect(alice.notices.at(-1)).toBe('Bob lost');
  });

  test('C14: a call that is closed starts nothing any more: no timer, no word, no connection', async () => {
    const [alice, bob] = await meet(world, 'Alice', 'Bob');
    const waiting = world.clock.waiting;
    bob.call.close();
    bob.call.close();
    await world.clock.pass(500);
    expect(alice.link('Bob')).toBeNull();
    expect(bob.call.state.value.phase).toBe('over');
    expect(world.clock.waiting).toBeLessThan(waiting);
    bob.call.join('Bob');
    bob.changeNetwork();
    await world.clock.pass(5000);
    expect(bob.call.state.value.phase).toBe('over');
  });
});

describe('the server', () => {
  test('C4: that restarts disturbs no link, and finds everybody again', async () => {
    const pages = await meet(world, 'Alice', 'Bob', 'Carol');
    const [alice, bob] = pages;
    const before = world.network.calls.length;
    const phases = new Set<string | null>();
    alice.call.state.subscribe(() => phases.add(alice.link('Bob')));
    world.server.stop();
    await world.clock.pass(4000);
    world.server.start();
    await world.until(() => pages.every(({ call }) => call.state.value.admission === 'granted'));
    await world.clock.pass(10_000);
    expect([...phases]).toEqual(['live']);
    expect(world.network.calls).toHaveLength(before);
    expect(alice.call.state.value.roster.participants).toHaveLength(3);
    expect(alice.notices).toEqual(['Bob joined', 'Carol joined']);
    expect(bob.errors).toEqual([]);
  });

  test('C4: who comes right after a restart is connected with everybody', async () => {
    const pages = await meet(world, 'Alice', 'Bob');
    world.server.stop();
    await world.clock.pass(2000);
    world.server.start();
    const carol = await world.enter('Carol');
    await world.until(areConnected(carol, ...pages), 15_000);
  });

  test('R10: that restarts is told of the lock, though connections drop twice meanwhile', async () => {
    const pages = await meet(world, 'Alice', 'Bob');
    const [alice] = pages;
    alice.call.setLocked(true);
    await world.until(() => pages.every(({ call }) => call.state.value.roster.isLocked));
    world.server.stop();
    world.server.start();
    await world.until(() =>
      pages.every(({ call }) => call.state.value.isRoomConnected && !call.state.value.roster.isLocked),
    );
    for (const { room } of pages) room.drop();
    await world.until(() => pages.every(({ call }) => call.state.value.admission === 'granted'));
    await world.clock.pass(500);
    expect((await world.server.rooms.roster(ROOM, alice.id)).isLocked).toBe(true);
    const stranger = await world.enter('Stranger');
    await world.until(() => stranger.call.state.value.phase === 'knocking');
  });

  test('C14: that keeps refusing our ticket is asked for a new one with growing pauses', async () => {
    const [alice] = await meet(world, 'Alice');
    alice.room.setRefusing(true);
    alice.room.drop();
    await world.clock.pass(60_000);
    expect(alice.renewals).toBeGreaterThan(3);
    expect(alice.renewals).toBeLessThan(15);
    alice.room.setRefusing(false);
    await world.until(() => alice.call.state.value.admission === 'granted', 15_000);
  });
});

test('C7: muting and unmuting is known to the others', async () => {
  const [alice, bob] = await meet(world, 'Alice', 'Bob');
  bob.media.microphone.value = { status: 'off' };
  await world.clock.pass(100);
  expect(alice.call.mediaStates.value.get(idOf('Bob'))?.microphone).toBe(false);
  bob.media.microphone.value = { status: 'silenced' };
  await world.clock.pass(100);
  expect(alice.call.mediaStates.value.get(idOf('Bob'))?.microphone).toBe(false);
  bob.media.microphone.value = { status: 'on' };
  await world.clock.pass(100);
  expect(alice.call.mediaStates.value.get(idOf('Bob'))?.microphone).toBe(true);
});
