import type { ChimeName } from '../call/notices/notice.ts';
import { createNotePlayer, type Note } from './notes.ts';

/** Two notes each, of one chord, so that nothing clashes when two sounds meet: up to come, down to go. */
const NOTES: Readonly<Record<ChimeName, readonly Note[]>> = {
  join: [
    { frequencyHz: 523.25, afterS: 0 },
    { frequencyHz: 783.99, afterS: 0.11 },
  ],
  leave: [
    { frequencyHz: 659.25, afterS: 0 },
    { frequencyHz: 392, afterS: 0.11 },
  ],
  knock: [
    { frequencyHz: 261.63, afterS: 0 },
    { frequencyHz: 261.63, afterS: 0.14 },
    { frequencyHz: 329.63, afterS: 0.28 },
  ],
  message: [{ frequencyHz: 1046.5, afterS: 0 }],
  hand: [
    { frequencyHz: 783.99, afterS: 0 },
    { frequencyHz: 783.99, afterS: 0.16 },
  ],
  time: [
    { frequencyHz: 1046.5, afterS: 0 },
    { frequencyHz: 783.99, afterS: 0.22 },
    { frequencyHz: 1046.5, afterS: 0.44 },
  ],
};

/** Beside a voice, not over it. */
const PEAK_GAIN = 0.08;

/** A sound later than this belongs to nothing any more. */
const LATEST_MS = 1000;

export interface Chimes {
  play(name: ChimeName, speakerId: string): void;
}

export function createChimes(): Chimes {
  const player = createNotePlayer();
  return {
    play(name, speakerId) {
      void player.play({ notes: NOTES[name], peakGain: PEAK_GAIN, latestMs: LATEST_MS }, speakerId);
    },
  };
}
