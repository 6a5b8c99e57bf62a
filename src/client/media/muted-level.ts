import { effect } from '@preact/signals-core';
import type { LocalDevice } from './local-device.ts';
import { createLevelMeter, type LevelMeter } from './level-meter.ts';

interface Listening {
  readonly of: MediaStreamTrack;
  readonly copy: MediaStreamTrack;
  readonly meter: LevelMeter;
}

/**
 * How loud it is at a microphone that its person has muted. A track that is disabled is silent for us too, so a copy of it
 * is measured, on this device: nothing of it is sent or kept. A microphone that was never given is not asked for.
 * @returns reads the level, 0 to 1; 0 where nothing is muted
 */
export function createMutedLevel({ track, state }: Pick<LocalDevice, 'track' | 'state'>): {
  read(): number;
  close(): void;
} {
  let listening: Listening | null = null;
  const isMuted = (): boolean => track.value !== null && state.value.status === 'off';

  function close(): void {
    listening?.meter.close();
    // As long as anybody holds a track, the microphone is in use.
    listening?.copy.stop();
    listening = null;
  }

  effect(() => {
    if (!isMuted() || track.value !== listening?.of) close();
  });

  return {
    close,
    read() {
      const held = track.peek();
      if (!held || state.peek().status !== 'off') return 0;
      if (!listening) {
        const copy = held.clone();
        copy.enabled = true;
        listening = { of: held, copy, meter: createLevelMeter(copy) };
      }
      return listening.meter.read();
    },
  };
}
