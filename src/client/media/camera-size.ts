import { computed, effect, signal, type ReadonlySignal } from '@preact/signals-core';
import { CAPTURE_SIZES } from '../call/video/capture-demand.ts';
import { areaOf } from '../call/video/view.ts';
import { sizeOf } from './track-size.ts';
import type { PixelSize } from '../call/words.ts';

/** The size of what a camera delivers, and how to have another. */
export interface CameraSize {
  /** Null while the camera is off. */
  readonly current: ReadonlySignal<PixelSize | null>;
  /** Whether the camera is larger than it starts with, or is to be. */
  readonly isLarge: ReadonlySignal<boolean>;
  /** Holds for every later track too. */
  set(size: PixelSize): void;
}

/** A phone that is turned swaps width and height of its camera: Android some 100 ms later, iPhones up to a second. */
const TURN_LOOKS_MS = [0, 300, 1000, 2500];

/** @returns what ends the watching */
function watchTurns(track: MediaStreamTrack, look: () => void): () => void {
  const watching = new AbortController();
  const { signal } = watching;
  let looks: readonly ReturnType<typeof setTimeout>[] = [];
  const endLooks = (): void => looks.forEach((timer) => clearTimeout(timer));
  const onTurn = (): void => {
    endLooks();
    looks = TURN_LOOKS_MS.map((afterMs) => setTimeout(look, afterMs));
  };
  // Not in every WebView.
  if ('orientation' in screen) screen.orientation.addEventListener('change', onTurn, { signal });
  // https://www.w3.org/TR/mediacapture-extensions/#the-configurationchange-event
  track.addEventListener('configurationchange', look, { signal });
  return () => {
    watching.abort();
    endLooks();
  };
}

/**
 * @param usual what tracks are captured with; every constraint that should still hold afterwards must be said again
 */
export function createCameraSize(
  track: ReadonlySignal<MediaStreamTrack | null>,
  usual: MediaTrackConstraints,
): CameraSize {
  const current = signal<PixelSize | null>(null);
  const wanted = signal<PixelSize | null>(null);
  const isLarge = computed(() =>
    [wanted.value, current.value].some((size) => size !== null && areaOf(size) > areaOf(CAPTURE_SIZES.standard)),
  );

  async function apply(to: MediaStreamTrack, { width, height }: PixelSize): Promise<void> {
    try {
      await to.applyConstraints({ ...usual, width: { ideal: width }, height: { ideal: height } });
    } catch {
      // It goes on as it is: a camera may have no such size, or may have been turned off meanwhile.
    }
    look(to);
  }

  function look(at: MediaStreamTrack): void {
    if (track.peek() !== at) return;
    const size = sizeOf(at);
    const { width, height } = current.peek() ?? {};
    if (size?.width !== width || size?.height !== height) current.value = size;
  }

  effect(() => {
    const taken = track.value;
    current.value = taken && sizeOf(taken);
    if (!taken) return;
    // A face in motion and not a still: when something has to give, it should be the sharpness.
    taken.contentHint = 'motion';
    const size = wanted.peek();
    if (size) void apply(taken, size);
    return watchTurns(taken, () => look(taken));
  });

  return {
    current,
    isLarge,
    set(size) {
      // Before the camera is asked: Chromium starts none anew while there are copies of its track, as a preview may be.
      wanted.value = size;
      const taken = track.peek();
      if (taken) void apply(taken, size);
    },
  };
}
