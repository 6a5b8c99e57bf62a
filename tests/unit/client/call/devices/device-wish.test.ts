import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import {
  findChosen,
  isSameWish,
  wishFor,
  withAnyDevice,
  type CaptureWish,
} from '../../../../../src/client/call/devices/device-wish.ts';
import type { DeviceLists } from '../../../../../src/client/call/ports/local-media.ts';
import { preferencesSchema, type Preferences } from '../../../../../src/client/call/devices/preferences.ts';

const BUILT_IN = { id: 'id-1', label: 'Built-in' };
const DESK = { id: 'id-2', label: 'Desk camera' };

const preferring = (part: Partial<Preferences>): Preferences => ({ ...v.parse(preferencesSchema, {}), ...part });
const having = (part: Partial<DeviceLists>): DeviceLists => ({ microphone: [], camera: [], speaker: [], ...part });

describe('finding the device that was chosen', () => {
  test.each([
    { title: 'by its id', choice: DESK, found: DESK },
    { title: 'by its label when ids have changed', choice: { id: 'old', label: 'Desk camera' }, found: DESK },
    {
      title: 'by its id when another has taken its label',
      choice: { id: 'id-1', label: 'Desk camera' },
      found: BUILT_IN,
    },
    { title: 'not when it is gone', choice: { id: 'old', label: 'Phone' }, found: null },
    { title: 'not when none was chosen', choice: null, found: null },
  ])('$title', ({ choice, found }) => {
    expect(findChosen([BUILT_IN, DESK], choice)).toEqual(found);
  });
});

describe('what is wished for of a camera', () => {
  const wish = (part: Partial<CaptureWish> = {}): CaptureWish => ({
    deviceId: null,
    facing: null,
    voice: null,
    ...part,
  });

  test.each([
    { title: 'any, when none was chosen', choice: null, present: null, expected: wish() },
    { title: 'the chosen one', choice: DESK, present: null, expected: wish({ deviceId: 'id-2' }) },
    {
      title: 'the chosen one under its new id',
      choice: { id: 'old', label: 'Desk camera' },
      present: wish({ deviceId: 'id-1' }),
      expected: wish({ deviceId: 'id-2' }),
    },
    {
      title: 'what is in use, when the chosen one is gone',
      choice: { id: 'gone', label: 'Phone' },
      present: wish({ deviceId: 'id-1' }),
      expected: wish({ deviceId: 'id-1' }),
    },
    {
      title: 'any, when the chosen one is gone and none is in use',
      choice: { id: 'gone', label: 'Phone' },
      present: null,
      expected: wish(),
    },
  ])('$title', ({ choice, present, expected }) => {
    const devices = having({ camera: [BUILT_IN, DESK] });
    expect(
      wishFor({ kind: 'camera', preferences: preferring({ camera: choice }), devices, facing: null }, present),
    ).toEqual(expected);
  });

  test('the remembered id, as long as nobody knows what there is', () => {
    const wanted = {
      kind: 'camera',
      preferences: preferring({ camera: DESK }),
      devices: having({}),
      facing: null,
    } as const;
    expect(wishFor(wanted, null).deviceId).toBe('id-2');
  });

  test('the other side of the phone comes before a camera that was chosen earlier', () => {
    const devices = having({ camera: [BUILT_IN, DESK] });
    const wanted = {
      kind: 'camera',
      preferences: preferring({ camera: DESK }),
      devices,
      facing: 'environment',
    } as const;
    expect(wishFor(wanted, null)).toEqual(wish({ facing: 'environment' }));
  });
});

test('a microphone is wished for with what shall be done to the voice, and has no side', () => {
  const preferences = preferring({ noiseSuppression: false });
  const wanted = { kind: 'microphone', preferences, devices: having({}), facing: 'environment' } as const;
  expect(wishFor(wanted, null)).toEqual({
    deviceId: null,
    facing: null,
    voice: { echoCancellation: true, noiseSuppression: false, autoGainControl: true },
  });
});

describe('whether two wishes are the same', () => {
  const voice = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const one: CaptureWish = { deviceId: 'id-1', facing: null, voice };

  test.each<{ title: string; other: CaptureWish; isSame: boolean }>([
    { title: 'equal ones are', other: { ...one, voice: { ...voice } }, isSame: true },
    { title: 'another device is not', other: { ...one, deviceId: null }, isSame: false },
    { title: 'another side is not', other: { ...one, facing: 'user' }, isSame: false },
    {
      title: 'another echo cancellation is not',
      other: { ...one, voice: { ...voice, echoCancellation: false } },
      isSame: false,
    },
    {
      title: 'another noise suppression is not',
      other: { ...one, voice: { ...voice, noiseSuppression: false } },
      isSame: false,
    },
    {
      title: 'another gain control is not',
      other: { ...one, voice: { ...voice, autoGainControl: false } },
      isSame: false,
    },
  ])('$title', ({ other, isSame }) => {
    expect(isSameWish(one, other)).toBe(isSame);
  });

  test('any device with the same voice is the modest form of a wish', () => {
    expect(withAnyDevice({ ...one, facing: 'environment' })).toEqual({ deviceId: null, facing: null, voice });
  });
});
