import { signal } from '@preact/signals-core';
import { describe, expect, test } from '@jest/globals';
import { createAway, tileStateWithAway } from '../../../../../src/client/call/together/away.ts';
import type { DeviceKind, DeviceState } from '../../../../../src/client/call/ports/local-media.ts';
import { createMeeting } from '../../../../support/meeting.ts';
import { idOf } from '../../../../support/scene.ts';

function createDevices(microphone: DeviceState['status'], camera: DeviceState['status']) {
  const stateOf = (status: DeviceState['status']): DeviceState =>
    status === 'unavailable' ? { status, problem: 'missing' } : { status };
  const devices = { microphone: signal(stateOf(microphone)), camera: signal(stateOf(camera)) };
  return {
    ...devices,
    setEnabled(kind: DeviceKind, isEnabled: boolean) {
      devices[kind].value = { status: isEnabled ? 'on' : 'off' };
      return Promise.resolve();
    },
    now: () => [devices.microphone.value.status, devices.camera.value.status],
  };
}

function createScene(microphone: DeviceState['status'], camera: DeviceState['status']) {
  const meeting = createMeeting('Alice', 'Bob');
  const media = createDevices(microphone, camera);
  const alice = createAway({ ...meeting.page('Alice'), media });
  const bob = createAway({ ...meeting.page('Bob'), media: createDevices('on', 'on') });
  return { meeting, media, alice, bob };
}

describe('stepping away', () => {
  test.each([
    ['on', 'on'],
    ['off', 'on'],
    ['on', 'off'],
    ['off', 'off'],
    ['off', 'unavailable'],
  ] as const)(
    'turns off microphone (%s) and camera (%s); coming back makes them as they were',
    (microphone, camera) => {
      const { media, alice } = createScene(microphone, camera);
      alice.setAway(true);
      expect(media.now()).not.toContain('on');
      alice.setAway(false);
      expect(media.now()).toEqual([microphone, camera]);
    },
  );

  test('W3: the others are told, also those who come later', () => {
    const { meeting, alice, bob } = createScene('on', 'on');
    alice.setAway(true);
    meeting.deliver();
    expect([...bob.ids.value]).toEqual([idOf('Alice')]);
    alice.setAway(false);
    meeting.deliver();
    expect([...bob.ids.value]).toEqual([]);

    bob.setAway(true);
    meeting.connect('Alice', 'Bob');
    expect([...alice.ids.value]).toEqual([idOf('Bob')]);
  });

  test('whoever turns on a device is back, with that device alone', () => {
    const { media, alice } = createScene('on', 'on');
    alice.setAway(true);
    void media.setEnabled('microphone', true);
    expect(alice.isAway.value).toBe(false);
    expect(media.now()).toEqual(['on', 'off']);
  });

  test('does not last over leaving and coming back', () => {
    const { meeting, media, alice } = createScene('on', 'on');
    alice.setAway(true);
    meeting.page('Alice').happens({ type: 'leave' });
    meeting.page('Alice').happens({ type: 'join', name: 'Alice' });
    expect(alice.isAway.value).toBe(false);
    expect(media.now()).toEqual(['on', 'on']);
  });
});

test.each([
  ['live', true, 'away'],
  ['live', false, 'live'],
  ['mending', true, 'mending'],
  ['connecting', true, 'connecting'],
  ['away', false, 'away'],
] as const)('a tile that is %s, away: %s, shows %s', (state, isAway, shown) => {
  expect(tileStateWithAway(state, isAway)).toBe(shown);
});
