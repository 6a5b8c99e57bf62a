import { afterEach, describe, expect, test } from '@jest/globals';
import type { Wish } from '../../../../../src/shared/hosting.ts';
import { createTogether } from '../../../../../src/client/call/together/together.ts';
import { createFakeWorld, type FakePage, type FakeWorld } from '../../../../support/fakes/fake-world.ts';
import { areConnected, meet } from '../../../../support/fakes/people.ts';

let world: FakeWorld;
afterEach(() => world.close());

const begin = (): FakeWorld => (world = createFakeWorld());
const phase = ({ call }: FakePage): string => call.state.peek().phase;
const reasonOf = ({ call }: FakePage): unknown => call.state.peek().endReason;

/** Until what was asked has been answered. */
async function settled<T>(answer: Promise<T>): Promise<T> {
  let isSettled = false;
  void answer.then(() => (isSettled = true));
  await world.until(() => isSettled);
  return answer;
}

describe('hosts, on the pages of a call', () => {
  test('H1: are told that they are one, and only the server decides', async () => {
    const [alice, bob] = await meet(begin(), 'Alice', 'Bob');
    expect([alice, bob].map(({ call }) => call.hosting.isHost.peek())).toEqual([true, false]);
    expect(await settled(bob.call.hosting.appoint(bob.id, true))).toEqual({ ok: false, code: 'host:required' });
    await settled(alice.call.hosting.appoint(bob.id, true));
    await world.until(() => bob.call.hosting.isHost.peek());
    expect(bob.notices).toContain('now-host');
  });

  test('H4, H5: who is removed is out at once, and all links with them end', async () => {
    const [alice, bob, mallory] = await meet(begin(), 'Alice', 'Bob', 'Mallory');
    await settled(alice.call.hosting.remove(mallory.id));
    await world.until(() => phase(mallory) === 'over');
    expect(reasonOf(mallory)).toBe('participant:removed');
    await world.until(() => alice.link('Mallory') === null && bob.link('Mallory') === null);
    expect(mallory.call.state.peek().links.size).toBe(0);
    expect(bob.notices).toContain('Mallory removed');

    mallory.call.join('Mallory');
    await world.until(() => reasonOf(mallory) === 'participant:removed' && phase(mallory) === 'over');
    expect(areConnected(alice, bob)()).toBe(true);
  });

  test('H5: a page that was away meanwhile ends its link with who was removed', async () => {
    const [alice, bob, mallory] = await meet(begin(), 'Alice', 'Bob', 'Mallory');
    // Media goes on while the room cannot be reached, and Mallory's page does as it likes.
    bob.room.setOnline(false);
    mallory.room.setOnline(false);
    await settled(alice.call.hosting.remove(mallory.id));
    await world.clock.pass(20_000);
    expect(bob.link('Mallory')).toBe('live');
    bob.room.setOnline(true);
    await world.until(() => bob.link('Mallory') === null);
    expect(bob.link('Alice')).toBe('live');
  });

  test('H6: the end of the room is the end for all, kindly told, and nobody comes back by themselves', async () => {
    const [alice, bob, carol] = await meet(begin(), 'Alice', 'Bob', 'Carol');
    carol.room.setOnline(false);
    await world.clock.pass(25_000);
    await settled(alice.call.hosting.end());
    await world.until(() => phase(alice) === 'over' && phase(bob) === 'over');
    expect([alice, bob].map(reasonOf)).toEqual(['room:ended', 'room:ended']);
    carol.room.setOnline(true);
    await world.until(() => phase(carol) === 'over');
    expect(reasonOf(carol)).toBe('room:ended');

    carol.call.join('Carol');
    await world.until(() => phase(carol) === 'joined');
    expect(carol.call.hosting.isHost.peek()).toBe(true);
  });

  test.each([
    ['mute', ['microphone off'], 'Alice asked.mute'],
    ['camera-off', ['camera off'], 'Alice asked.camera-off'],
    ['unmute', [], null],
    ['camera-on', [], null],
    ['stop-screen', [], 'Alice asked.stop-screen'],
  ] as const)('H11: %s is done at once or is a question, and names who asked', async (wish: Wish, switched, notice) => {
    const [alice, bob] = await meet(begin(), 'Alice', 'Bob');
    const asks: string[] = [];
    bob.call.hosting.onAsk(({ name, wish: asked }) => asks.push(`${name} ${asked}`));
    await settled(alice.call.hosting.ask(bob.id, wish));
    await world.until(() => asks.length > 0);
    expect([asks, bob.media.switched]).toEqual([[`Alice ${wish}`], switched]);
    if (notice !== null) expect(bob.notices).toContain(notice);
    expect(await settled(bob.call.hosting.ask(alice.id, 'mute'))).toEqual({ ok: false, code: 'host:required' });
  });

  test('H11: a hand is lowered', async () => {
    const [alice, bob] = await meet(begin(), 'Alice', 'Bob');
    const together = createTogether({
      messages: bob.call.messages,
      state: bob.call.state,
      notify: bob.call.notify,
      onAsk: bob.call.hosting.onAsk,
      now: world.clock.now,
      schedule: world.clock.schedule,
      timeOfDay: world.clock.now,
      media: bob.media,
    });
    together.hands.setRaised(true);
    await settled(alice.call.hosting.ask(bob.id, 'lower-hand'));
    await world.until(() => !together.hands.isRaised.peek());
  });

  test('H3: a newcomer joins with the microphone off, a host and a reloaded page do not', async () => {
    const [alice, bob] = await meet(begin(), 'Alice', 'Bob');
    await settled(alice.call.hosting.changeSettings({ isMutedOnEntry: true }));
    const carol = await world.enter('Carol');
    await world.until(areConnected(alice, bob, carol));
    expect([carol.media.switched, carol.notices]).toEqual([['microphone off'], ['muted-on-entry']]);
    bob.vanish();
    const reloaded = await world.enter('Bob');
    await world.until(areConnected(alice, reloaded));
    expect([alice, bob, reloaded].flatMap(({ media }) => media.switched)).toEqual([]);
  });

  test('H3: where only hosts share screens the others’ end, and none of theirs is shown', async () => {
    const [alice, bob] = await meet(begin(), 'Alice', 'Bob');
    for (const page of [alice, bob]) {
      void page.call.screens.start();
      page.screenSource.choose();
    }
    await world.until(() => alice.screens().includes('Bob live') && bob.screens().includes('Alice live'));
    await settled(alice.call.hosting.changeSettings({ screens: 'hosts' }));
    await world.until(() => alice.screens().length === 0);
    expect(bob.screens()).toEqual(['Alice live']);
    expect(bob.screenSource.captured.size).toBe(0);
    expect([alice, bob].map(({ call }) => call.screens.canShare)).toEqual([true, false]);
    expect(bob.notices).toContain('screens-for-hosts');
  });

  test('H8: a page that lacks the passcode is in the lobby, says why, and comes in with it', async () => {
    const alice = await begin().enter('Alice');
    await world.until(() => phase(alice) === 'joined');
    await settled(alice.call.hosting.changeSettings({ passcode: 'sesame' }));
    const bob = await world.enter('Bob');
    const refusal = (): unknown => bob.call.state.peek().doorRefusal;
    await world.until(() => refusal() === 'passcode:needed');
    expect(phase(bob)).toBe('lobby');
    bob.call.join('Bob', 'wrong');
    await world.until(() => refusal() === 'passcode:wrong');
    bob.call.join('Bob', 'sesame');
    await world.until(areConnected(alice, bob));
    expect([refusal(), bob.call.state.peek().keys.passcode]).toEqual([null, 'sesame']);
  });

  test('H7: a key that is kept is shown from then on; one that is no longer good only costs a notice', async () => {
    const alice = await begin().enter('Alice');
    await world.until(() => phase(alice) === 'joined');
    const kept = await settled(alice.call.hosting.keep());
    expect(kept).toEqual({ ok: true, value: { key: 'key of courtyard', isLasting: true } });
    expect(alice.call.state.peek().keys.hostKey).toBe('key of courtyard');

    const bob = await world.open('Bob', {}, { hostKey: 'of another server', passcode: null });
    bob.call.join('Bob');
    await world.until(areConnected(alice, bob));
    expect([bob.notices, bob.call.hosting.isHost.peek()]).toEqual([['host-key-stale'], false]);
    const carol = await world.open('Carol', {}, { hostKey: 'key of courtyard', passcode: null });
    carol.call.join('Carol');
    await world.until(() => carol.call.hosting.isHost.peek());
  });
});
