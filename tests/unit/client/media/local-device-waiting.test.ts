import { expect, test } from '@jest/globals';
import { createLocalDevice } from '../../../../src/client/media/local-device.ts';

function createTrack(): MediaStreamTrack & { isStopped: boolean } {
  const track = { enabled: true, muted: false, isStopped: false, stop: () => void (track.isStopped = true) };
  return track as unknown as MediaStreamTrack & { isStopped: boolean };
}

const createCamera = () => createLocalDevice({ kind: 'camera', isWanted: true, onLost: () => undefined });

test('a device that the browser does not give can be turned off, and then be asked for again', () => {
  const camera = createCamera();
  camera.begin();
  expect(camera.setEnabled(false)).toBe(false);
  expect(camera.state.peek()).toEqual({ status: 'off' });
  expect(camera.setEnabled(true)).toBe(true);
});

test('a device that is being asked for is not asked for twice', () => {
  const camera = createCamera();
  camera.begin();
  expect(camera.setEnabled(true)).toBe(false);
  expect(camera.state.peek()).toEqual({ status: 'starting' });
});

test('a device that comes after it was turned off is let go', () => {
  const camera = createCamera();
  camera.begin();
  camera.setEnabled(false);
  const late = createTrack();
  camera.settle(late);
  expect(late.isStopped).toBe(true);
  expect(camera.state.peek()).toEqual({ status: 'off' });
});
