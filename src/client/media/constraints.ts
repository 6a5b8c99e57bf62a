import type { CaptureWish } from '../call/devices/device-wish.ts';
import type { DeviceKind } from '../call/ports/local-media.ts';

/** A size that every webcam has and that starts fast; `ideal` everywhere, so that an odd camera is still a camera. */
export const PICTURE: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 30 },
};

/**
 * A wish in the words of getUserMedia. A device that is known to be there is asked for with `exact`: among ideals the
 * browser would weigh it against the picture's size. One that may be gone is not, or nothing would be captured at all.
 */
export function constraintsFor(
  kind: DeviceKind,
  wish: CaptureWish,
  isPresent: (id: string) => boolean,
): MediaTrackConstraints {
  const { deviceId, facing, voice } = wish;
  const device = deviceId === null ? {} : { deviceId: { [isPresent(deviceId) ? 'exact' : 'ideal']: deviceId } };
  if (kind === 'microphone') return { ...voice, ...device };
  return { ...PICTURE, ...(deviceId === null && { facingMode: { ideal: facing ?? 'user' } }), ...device };
}
