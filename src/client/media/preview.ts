import { computed, effect, signal, type ReadonlySignal } from '@preact/signals-core';

/** As many as the others get of somebody who is neither pinned nor has the floor: call/video/video-want.ts. */
const SPARSE_FRAMES = 15;

/**
 * Who has `resizeMode` thins out the frames of each track by itself; elsewhere a copy's frame rate may become that of
 * the camera. https://www.w3.org/TR/mediacapture-streams/#dom-mediatracksupportedconstraints-resizemode
 */
const thinsEachTrack = (): boolean => 'resizeMode' in navigator.mediaDevices.getSupportedConstraints();

/**
 * One's own picture for one's own eyes. Without a graphics card, drawing all frames of it takes as much work as drawing
 * five others: where it should cost little, a copy of the track with fewer of them is shown.
 */
export function createPreview(
  track: ReadonlySignal<MediaStreamTrack | null>,
  isSparse: ReadonlySignal<boolean>,
): ReadonlySignal<MediaStream | null> {
  const shown = signal<MediaStreamTrack | null>(null);

  effect(() => {
    const taken = track.value;
    shown.value = taken;
    if (!taken || !isSparse.value || !thinsEachTrack()) return;
    const copy = taken.clone();
    copy.applyConstraints({ frameRate: { max: SPARSE_FRAMES } }).then(
      () => {
        if (copy.readyState === 'live') shown.value = copy;
      },
      () => copy.stop(),
    );
    // The camera's light stays on for as long as anybody holds a track of it.
    return () => copy.stop();
  });

  return computed(() => shown.value && new MediaStream([shown.value]));
}
