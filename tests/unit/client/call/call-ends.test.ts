import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { signal, type Signal } from '@preact/signals-core';
import type { CallPorts, Conditions } from '../../../../src/client/call/ports.ts';
import { createFakeMedia, createFakeScreenSource } from '../../../support/fakes/fake-media.ts';
import { createFakeWorld, type FakeWorld } from '../../../support/fakes/fake-world.ts';

let world: FakeWorld;

beforeEach(() => {
  world = createFakeWorld();
});

afterEach(() => world.close());

test('C14: a call that is closed leaves no timer, and follows no signal that it was given', async () => {
  const timers = new Set<object>();
  const followed = new Set<string>();
  const counted = <T>(name: string, first: T): Signal<T> =>
    signal(first, {
      watched: () => void followed.add(name),
      unwatched: () => void followed.delete(name),
    });
  const schedule: CallPorts['schedule'] = (task, afterMs) => {
    const timer = {};
    timers.add(timer);
    const stop = world.clock.schedule(() => {
      timers.delete(timer);
      task();
    }, afterMs);
    return () => {
      timers.delete(timer);
      stop();
    };
  };
  const fake = createFakeMedia();
  const media = {
    ...fake,
    microphone: counted('microphone', fake.microphone.value),
    camera: counted('camera', fake.camera.value),
    tracks: counted('tracks', fake.tracks.value),
  };
  const conditions = counted<Conditions>('conditions', { economy: 'none', isAudioOnly: false, cores: 8 });
  const screenSource = createFakeScreenSource();
  const alice = await world.enter('Alice');
  const bob = await world.enter('Bob', { schedule, media, conditions, screenSource });
  await world.until(() => bob.link('Alice') === 'live');
  const sharing = bob.call.screens.start();
  screenSource.choose();
  await sharing;
  await world.until(() => alice.screens().includes('Bob live'));
  expect(timers.size).toBeGreaterThan(0);
  expect([...followed].sort()).toEqual(['camera', 'conditions', 'microphone', 'tracks']);

  bob.call.close();
  await world.clock.pass(10_000);
  expect(timers.size).toBe(0);
  expect([...followed]).toEqual([]);
  expect(screenSource.captured.size).toBe(0);
  expect(bob.errors).toEqual([]);
});
