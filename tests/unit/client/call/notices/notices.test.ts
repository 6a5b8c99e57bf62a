import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Notice } from '../../../../../src/client/call/notices/notice.ts';
import { createFakeWorld, type FakePage, type FakeWorld } from '../../../../support/fakes/fake-world.ts';

describe('a person in a call is told', () => {
  let world: FakeWorld;
  let alice: FakePage;
  let bob: FakePage;

  beforeEach(async () => {
    world = createFakeWorld();
    alice = await world.enter('Alice');
    bob = await world.enter('Bob');
    await world.until(() => alice.link('Bob') === 'live');
    alice.notices.length = 0;
  });

  afterEach(() => world.close());

  test('of a device that is another one now', () => {
    const told: Notice[] = [];
    alice.call.onNotice((notice) => told.push(notice));
    alice.media.happens({ type: 'switched', kind: 'camera', label: 'Desk camera' });
    alice.media.happens({ type: 'refused', kind: 'camera', label: 'Phone' });
    alice.media.happens({ type: 'lost', kind: 'microphone' });
    expect(told).toEqual([
      { type: 'switched.camera', detail: 'Desk camera' },
      { type: 'deviceRefused', detail: 'Phone' },
      { type: 'deviceLost.microphone' },
    ]);
  });

  test('of each screen that another participant begins to share, once', async () => {
    for (let count = 0; count < 2; count += 1) {
      const sharing = bob.call.screens.start();
      bob.screenSource.choose();
      await sharing;
      await world.until(() => alice.screens().length === count + 1);
      await world.clock.pass(1000);
    }
    bob.call.screens.stop();
    await world.until(() => alice.screens().length === 0);
    expect(alice.notices).toEqual(['Bob sharing', 'Bob sharing']);
    expect(bob.notices).not.toContain('Bob sharing');
  });

  test('C13: of everything, also when one of those who pass it on fails', () => {
    const told: string[] = [];
    alice.call.onNotice(() => {
      throw new Error('no sound');
    });
    alice.call.onNotice(({ type }) => told.push(type));
    alice.call.notify({ type: 'hand', name: 'Bob' });
    expect(told).toEqual(['hand']);
    expect(alice.errors).toHaveLength(1);
  });

  test('of nothing after the call has been closed', () => {
    alice.call.close();
    alice.notices.length = 0;
    alice.call.notify({ type: 'hand', name: 'Bob' });
    alice.media.happens({ type: 'lost', kind: 'camera' });
    expect(alice.notices).toEqual([]);
  });
});
