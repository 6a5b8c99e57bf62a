import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { Facing } from '../call/ports/local-media.ts';
import type { DeviceChoice, Preferences } from '../call/devices/preferences.ts';

/** Which side of a phone the camera is on. */
export interface CameraSide {
  /** Where a person asked for one side; null leaves it to the choice of a camera. */
  readonly wished: ReadonlySignal<Facing | null>;
  readonly present: ReadonlySignal<Facing | null>;
  flip(): void;
}

function facingOf(track: MediaStreamTrack | null): Facing | null {
  const { facingMode } = track?.getSettings() ?? {};
  return facingMode === 'user' || facingMode === 'environment' ? facingMode : null;
}

/** A side is not remembered: the next call begins with one's face. */
export function createCameraSide(
  track: ReadonlySignal<MediaStreamTrack | null>,
  preferences: ReadonlySignal<Preferences>,
): CameraSide {
  const flipped = signal<{ readonly facing: Facing; readonly instead: DeviceChoice | null } | null>(null);
  const present = computed(() => facingOf(track.value));
  return {
    present,
    // A person who then chooses a camera by name wants that one.
    wished: computed(() => (flipped.value?.instead === preferences.value.camera ? flipped.value.facing : null)),
    flip() {
      const facing = present.peek() === 'environment' ? 'user' : 'environment';
      flipped.value = { facing, instead: preferences.peek().camera };
    },
  };
}
