import type { ReadonlySignal } from '@preact/signals-core';

/** A stream that is louder than it came. */
export interface Amplified {
  readonly stream: MediaStream;
  /** False where the browser holds audio processing back: `stream` is silent meanwhile. */
  readonly isRunning: ReadonlySignal<boolean>;
  setGain(gain: number): void;
  /** Closing twice is fine. */
  close(): void;
}

/** Makes streams louder: media/amplifier.ts. */
export interface Amplifier {
  /** Throws for a stream without sound. */
  amplify(stream: MediaStream, gain: number): Amplified;
}
