import { afterEach, expect, jest, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { createCameraSize } from '../../../../src/client/media/camera-size.ts';

/** What a phone's camera is to the page: it tells its size, and may tell that it has changed. */
class Camera extends EventTarget {
  size = { width: 640, height: 480 };
  contentHint = '';
  getSettings = (): MediaTrackSettings => this.size;
}

const orientation = new EventTarget();
Object.assign(globalThis, { screen: { orientation } });

afterEach(() => {
  jest.useRealTimers();
});

const follow = (camera: Camera) =>
  createCameraSize(signal<MediaStreamTrack | null>(camera as unknown as MediaStreamTrack), {});

test('the size follows a phone that is turned, also where the camera takes a second to turn with it', () => {
  jest.useFakeTimers();
  const camera = new Camera();
  const { current } = follow(camera);
  expect(current.peek()).toEqual({ width: 640, height: 480 });

  orientation.dispatchEvent(new Event('change'));
  jest.advanceTimersByTime(900);
  camera.size = { width: 480, height: 640 };
  jest.advanceTimersByTime(2000);
  expect(current.peek()).toEqual({ width: 480, height: 640 });
});

test('the size follows a camera that tells of another one', () => {
  const camera = new Camera();
  const { current } = follow(camera);
  camera.size = { width: 480, height: 640 };
  camera.dispatchEvent(new Event('configurationchange'));
  expect(current.peek()).toEqual({ width: 480, height: 640 });
});
