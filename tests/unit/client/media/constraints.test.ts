import { describe, expect, test } from '@jest/globals';
import type { CaptureWish } from '../../../../src/client/call/devices/device-wish.ts';
import { constraintsFor } from '../../../../src/client/media/constraints.ts';

const camera = (part: Partial<CaptureWish> = {}): CaptureWish => ({
  deviceId: null,
  facing: null,
  voice: null,
  ...part,
});
const isPresent = (id: string): boolean => id === 'here';

describe('what getUserMedia is asked for', () => {
  test.each([
    { title: 'a camera that looks at its user', wish: camera(), device: undefined, facing: { ideal: 'user' } },
    {
      title: 'the camera on the back',
      wish: camera({ facing: 'environment' }),
      device: undefined,
      facing: { ideal: 'environment' },
    },
    {
      title: 'exactly the camera that is there, wherever it looks',
      wish: camera({ deviceId: 'here' }),
      device: { exact: 'here' },
      facing: undefined,
    },
    {
      title: 'rather the camera that may be gone than none',
      wish: camera({ deviceId: 'gone' }),
      device: { ideal: 'gone' },
      facing: undefined,
    },
  ])('$title', ({ wish, device, facing }) => {
    const { deviceId, facingMode, ...picture } = constraintsFor('camera', wish, isPresent);
    expect({ deviceId, facingMode }).toEqual({ deviceId: device, facingMode: facing });
    expect(picture).toEqual({ width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } });
  });

  test('a microphone with the voice as the person wants it', () => {
    const voice = { echoCancellation: false, noiseSuppression: true, autoGainControl: false };
    expect(constraintsFor('microphone', { deviceId: 'here', facing: null, voice }, isPresent)).toEqual({
      ...voice,
      deviceId: { exact: 'here' },
    });
  });
});
