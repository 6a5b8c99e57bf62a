import { effect, signal, type ReadonlySignal } from '@preact/signals-core';
import type { PixelSize } from '../call/view.ts';
import { sizeOf } from './track-size.ts';

/** The size of what a camera delivers, and how to have another. */
export interface CameraSize {
  /** Null while the camera is off. */
  readonly current: ReadonlySignal<PixelSize | null>;
  /** Holds for every later track too. */
  set(size: PixelSize): void;
}

/**
 * @param usual what tracks are captured with; every constraint that should still hold afterwards must be said again
 */
export function createCameraSize(
  track: ReadonlySignal<MediaStreamTrack | null>,
  usual: MediaTrackConstraints,
): CameraSize {
  const current = signal<PixelSize | null>(null);
  let wanted: PixelSize | null = null;

  async function apply(to: MediaStreamTrack, { width, height }: PixelSize): Promise<void> {
    try {
      await to.applyConstraints({ ...usual, width: { ideal: width }, height: { ideal: height } });
    } catch {
      // It goes on as it is: a camera may have no such size, or may have been turned off meanwhile.
    }
    if (track.peek() === to) current.value = sizeOf(to);
  }

  effect(() => {
    const taken = track.value;
    current.value = taken && sizeOf(taken);
    if (!taken) return;
    // A face in motion and not a still: when something has to give, it should be the sharpness.
    taken.contentHint = 'motion';
    if (wanted) void apply(taken, wanted);
  });

  return {
    current,
    set(size) {
      wanted = size;
      const taken = track.peek();
      if (taken) void apply(taken, size);
    },
  };
}
