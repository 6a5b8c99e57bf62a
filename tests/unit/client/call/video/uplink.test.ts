import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { View } from '../../../../../src/client/call/video/view.ts';
import { createFakeWorld, type FakePage, type FakeWorld } from '../../../../support/fakes/fake-world.ts';
import type { VideoEncoding } from '../../../../../src/client/call/words.ts';

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

const view = (width: number, height: number): View => ({ width, height, priority: 'normal' });

/** Lets `viewer` show somebody at this size. */
async function show(viewer: FakePage, sender: FakePage, shown: View): Promise<void> {
  viewer.call.uplink.show(new Map([[sender.id, shown]]));
  await world.clock.pass(500);
}

const sentBy = (sender: FakePage, viewer: FakePage): VideoEncoding | undefined => sender.links.encodings.get(viewer.id);

/** A report of a connection that could send at this rate, as far as the budget reads one. */
const reportOf = (kbps: number): RTCStatsReport =>
  new Map([
    [
      'pair',
      {
        id: 'pair',
        type: 'candidate-pair',
        nominated: true,
        state: 'succeeded',
        availableOutgoingBitrate: kbps * 1000,
      },
    ],
    ['transport', { id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' }],
  ]);

describe('what each of the others is sent', () => {
  test('U1: follows the size at which they show us', async () => {
    await show(alice, bob, view(640, 480));
    expect(sentBy(bob, alice)?.isActive).toBe(true);
    expect(sentBy(bob, alice)?.scaleDownBy).toBeLessThanOrEqual(1.1);
    await show(alice, bob, view(160, 120));
    expect(sentBy(bob, alice)?.scaleDownBy).toBeGreaterThanOrEqual(3);
  });

  test('U2: is nothing while they do not look, and comes again when they do', async () => {
    await show(alice, bob, { width: 0, height: 0, priority: 'normal' });
    expect(sentBy(bob, alice)?.isActive).toBe(false);
    await show(alice, bob, view(320, 240));
    expect(sentBy(bob, alice)?.isActive).toBe(true);
  });

  test('U1, C10: is known again to a page that was reloaded', async () => {
    await show(alice, bob, view(160, 120));
    bob.vanish();
    const again = await world.enter('Bob');
    await world.until(() => again.link('Alice') === 'live');
    await world.clock.pass(500);
    expect(sentBy(again, alice)?.scaleDownBy).toBeGreaterThanOrEqual(3);
  });

  test('U4: is no video for anybody once a person wants sound only, and they are told', async () => {
    await show(alice, bob, view(320, 240));
    bob.conditions.value = { ...bob.conditions.value, isAudioOnly: true };
    await world.clock.pass(200);
    expect(sentBy(bob, alice)?.isActive).toBe(false);
    expect([...alice.call.uplink.heldBack.value]).toEqual([bob.id]);
    expect(alice.call.uplink.expects(bob.id)).toBe(false);
    bob.conditions.value = { ...bob.conditions.value, isAudioOnly: false };
    await world.clock.pass(200);
    expect(sentBy(bob, alice)?.isActive).toBe(true);
    expect(alice.call.uplink.heldBack.value.size).toBe(0);
  });

  test('U5: on a line that is too narrow for video is none, and they see a face', async () => {
    await show(alice, bob, view(320, 240));
    bob.links.report = () => reportOf(60);
    await world.until(() => sentBy(bob, alice)?.isActive === false, 30_000);
    await world.until(() => alice.call.uplink.heldBack.value.has(bob.id), 1000);
  });

  test('U7: is asked of the camera in the large size only for somebody who shows it large', async () => {
    await show(alice, bob, view(640, 480));
    await world.clock.pass(5000);
    expect(bob.media.askedSizes).toEqual([]);
    await show(alice, bob, view(1280, 720));
    await world.clock.pass(2000);
    expect(bob.media.askedSizes.at(-1)?.height).toBe(720);
  });

  test('C13: is still measured after one measurement failed', async () => {
    await show(alice, bob, view(320, 240));
    let measurements = 0;
    bob.links.report = () => {
      measurements += 1;
      if (measurements === 1) throw new Error('no report');
      return reportOf(4000);
    };
    await world.clock.pass(11_000);
    expect(measurements).toBe(4);
  });

  test('U8: of a screen that nobody shows small is the whole size', async () => {
    const sharing = bob.call.screens.start();
    bob.screenSource.choose();
    await sharing;
    await world.until(() => alice.screens().includes('Bob live'));
    await world.clock.pass(500);
    const [encoding] = [...bob.links.encodings].filter(([id]) => id !== alice.id).map(([, each]) => each);
    expect(encoding).toMatchObject({ isActive: true, scaleDownBy: 1 });
  });
});
