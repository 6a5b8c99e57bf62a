import { createNotePlayer, type Tune } from './notes.ts';

/** A fifth, as in many doorbells: no alarm, and in the range that small speakers play well. */
export const TEST_TUNE: Tune = {
  notes: [
    { frequencyHz: 523.25, afterS: 0 },
    { frequencyHz: 783.99, afterS: 0.35 },
  ],
  peakGain: 0.2,
  latestMs: null,
};

/** Plays a short sound on a speaker, the system's own for an empty id. Resolves at its end; false where it failed. */
export async function playTestSound(speakerId: string): Promise<boolean> {
  const player = createNotePlayer();
  const isPlayed = await player.play(TEST_TUNE, speakerId);
  player.close();
  return isPlayed;
}
