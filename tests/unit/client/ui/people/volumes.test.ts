import { expect, test } from '@jest/globals';
import { createVolumes, gainOf, type VolumesMemory } from '../../../../../src/client/ui/people/volumes.ts';

function create(memory: VolumesMemory = new Map()) {
  const kept: VolumesMemory[] = [];
  const volumes = createVolumes({ memory, remember: (next) => kept.push(next) });
  return { volumes, kept, gain: (id: string) => gainOf(volumes.of(id)) };
}

test('everybody is as loud as they are, until this person changes it', () => {
  const { volumes, gain } = create();
  expect(gain('bob')).toBe(1);
  volumes.setVolume('bob', 150);
  expect([gain('bob'), gain('carol')]).toEqual([1.5, 1]);
});

test.each([
  [-20, 0],
  [0, 0],
  [55, 0.55],
  [200, 2],
  [900, 2],
])('a volume of %d means a gain of %d', (volume, gain) => {
  const { volumes, gain: gainNow } = create();
  volumes.setVolume('bob', volume);
  expect(gainNow('bob')).toBe(gain);
});

test('who was muted is as loud as before when they are heard again', () => {
  const { volumes, gain } = create();
  volumes.setVolume('bob', 40);
  volumes.setMuted('bob', true);
  expect(gain('bob')).toBe(0);
  volumes.setMuted('bob', false);
  expect(gain('bob')).toBe(0.4);
});

test('to move the slider of somebody who is muted is to hear them', () => {
  const { volumes, gain } = create();
  volumes.setMuted('bob', true);
  volumes.setVolume('bob', 60);
  expect(gain('bob')).toBe(0.6);
});

test('to unmute somebody whose volume is 0 is to hear them', () => {
  const { volumes, gain } = create();
  volumes.setVolume('bob', 0);
  volumes.setMuted('bob', false);
  expect(gain('bob')).toBe(1);
});

test('what was changed is remembered, and only that', () => {
  const { volumes, kept } = create();
  volumes.setVolume('bob', 80);
  volumes.setMuted('carol', true);
  volumes.setVolume('bob', 100);
  expect(kept.at(-1)).toEqual(new Map([['carol', { volume: 100, isMuted: true }]]));
  expect(gainOf(create(kept.at(-1)).volumes.of('carol'))).toBe(0);
});
