import { beforeEach, describe, expect, test } from '@jest/globals';
import { signal, type Signal } from '@preact/signals-core';
import * as v from 'valibot';
import { preferencesSchema, type Preferences } from '../../../../src/client/call/devices/preferences.ts';
import type { LocalMedia } from '../../../../src/client/call/ports/local-media.ts';
import { createLocalMedia } from '../../../../src/client/media/local-media.ts';
import { installFakeDevices, settle, type FakeDevices } from '../../../support/fakes/fake-devices.ts';

let browser: FakeDevices;
let preferences: Signal<Preferences>;
let media: LocalMedia;

beforeEach(() => {
  browser = installFakeDevices();
  preferences = signal(v.parse(preferencesSchema, {}));
  media = createLocalMedia({ microphone: true, camera: true }, preferences);
});

async function allow(): Promise<void> {
  browser.prompts.shift()?.allow();
  await settle();
}

async function refuse(name: string): Promise<void> {
  browser.prompts.shift()?.refuse(name);
  await settle();
}

describe('C17: somebody who leaves', () => {
  test('while the prompt is open, and allows it then, is not captured', async () => {
    media.suspend();
    await allow();
    expect(browser.tracks).toHaveLength(2);
    expect(browser.capturing()).toEqual([]);
    expect(media.camera.value.status).toBe('off');
    expect(media.tracks.value).toEqual({ audio: null, video: null });
  });

  test('and comes back before that is captured once, by what was asked for then', async () => {
    media.suspend();
    media.resume();
    await allow();
    expect(browser.capturing()).toEqual([]);
    expect(media.camera.value.status).toBe('starting');
    await allow();
    expect(browser.capturing()).toEqual(['audio', 'video']);
    expect(media.camera.value.status).toBe('on');
  });

  test('is not asked again for the one device when both together could not be had', async () => {
    media.suspend();
    await refuse('NotReadableError');
    expect(browser.prompts).toEqual([]);
  });

  test('while another device is asked for is not captured by it, nor by what came with the first answer', async () => {
    preferences.value = { ...preferences.value, microphone: { id: 'mine', label: 'Mine' } };
    media.suspend();
    await allow();
    media.resume();
    // Together they cannot be had, and then the microphone that was chosen is missing.
    await refuse('NotFoundError');
    await refuse('NotFoundError');
    await allow();
    expect(browser.prompts.map(({ kinds }) => kinds)).toEqual([['audio']]);
    media.suspend();
    await allow();
    expect(browser.capturing()).toEqual([]);
  });

  test('while a device is being exchanged is not captured by the new one', async () => {
    await allow();
    preferences.value = { ...preferences.value, echoCancellation: false };
    expect(browser.prompts).toHaveLength(1);
    media.suspend();
    await allow();
    expect(browser.capturing()).toEqual([]);
  });

  test('is not captured by a key that turns the camera on, until they come back', async () => {
    await allow();
    await media.setEnabled('camera', false);
    media.suspend();
    await media.setEnabled('camera', true);
    expect(browser.prompts).toEqual([]);
    media.resume();
    await allow();
    expect(browser.capturing()).toEqual(['audio', 'video']);
  });
});

describe('a microphone that the system holds', () => {
  beforeEach(async () => {
    await allow();
    browser.seize(true);
  });

  test('is not on, also when it is turned off and on again meanwhile', async () => {
    expect(media.microphone.value.status).toBe('silenced');
    await media.setEnabled('microphone', false);
    expect(media.microphone.value.status).toBe('off');
    await media.setEnabled('microphone', true);
    expect(media.microphone.value.status).toBe('silenced');
  });

  test('is on once it is given back, if it is wanted then', async () => {
    await media.setEnabled('microphone', false);
    browser.seize(false);
    expect(media.microphone.value.status).toBe('off');
    await media.setEnabled('microphone', true);
    expect(media.microphone.value.status).toBe('on');
  });
});
