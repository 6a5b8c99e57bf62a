import { signal } from '@preact/signals-core';
import { expect, test } from '@jest/globals';
import { rememberDevices } from '../../../../src/client/start/remember-devices.ts';
import type { DeviceState } from '../../../../src/client/call/ports/local-media.ts';
import { createScene } from '../../../support/scene.ts';

const ON: DeviceState = { status: 'on' };
const OFF: DeviceState = { status: 'off' };
const BLOCKED: DeviceState = { status: 'unavailable', problem: 'denied' };

test.each([
  ['both on', [ON, ON], {}, { startsWithMicrophone: true, startsWithCamera: true }],
  ['muted', [OFF, ON], {}, { startsWithMicrophone: false, startsWithCamera: true }],
  ['muted by the link', [OFF, ON], { microphone: false }, { startsWithCamera: true }],
  [
    'muted by the link, and unmuted',
    [ON, ON],
    { microphone: false },
    { startsWithMicrophone: true, startsWithCamera: true },
  ],
  ['a camera that may not be used', [ON, BLOCKED], {}, { startsWithMicrophone: true }],
])(
  'who leaves the lobby with %s starts so the next time',
  (_what, [microphone = ON, camera = ON], asked, remembered) => {
    const first = createScene().state;
    const state = signal(first);
    const changes: object[] = [];
    rememberDevices({
      call: { state },
      media: { microphone: signal(microphone), camera: signal(camera) },
      settings: { change: (part) => changes.push(part) },
      options: { microphone: true, camera: true, ...asked },
    });
    state.value = { ...first, phase: 'joining' };
    state.value = { ...first, phase: 'joined' };
    expect(changes).toEqual([remembered]);
  },
);

test('what changes in the call, and on the way back into it, is not remembered', () => {
  const first = createScene().state;
  const state = signal({ ...first, phase: 'joining' as const });
  const changes: object[] = [];
  rememberDevices({
    call: { state },
    media: { microphone: signal(OFF), camera: signal(OFF) },
    settings: { change: (part) => changes.push(part) },
    options: { microphone: true, camera: true },
  });
  for (const phase of ['joined', 'over', 'joining', 'joined'] as const) state.value = { ...first, phase } as never;
  expect(changes).toEqual([]);
});
