export type ChimeName = 'join' | 'leave' | 'knock' | 'message' | 'hand';

interface Note {
  readonly frequencyHz: number;
  readonly afterS: number;
}

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
};

/** Beside a voice, not over it. */
const PEAK_GAIN = 0.08;

/** Rising at once would click. */
const ATTACK_S = 0.015;
const RING_S = 0.45;

/** What counts as silence where a gain falls exponentially: it never reaches 0. */
const SILENCE = 0.0001;

function ring(context: AudioContext, { frequencyHz, afterS }: Note): void {
  const startS = context.currentTime + afterS;
  const oscillator = new OscillatorNode(context, { type: 'sine', frequency: frequencyHz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(SILENCE, startS);
  volume.gain.exponentialRampToValueAtTime(PEAK_GAIN, startS + ATTACK_S);
  volume.gain.exponentialRampToValueAtTime(SILENCE, startS + RING_S);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(startS);
  oscillator.stop(startS + RING_S);
}

/** A sound later than this belongs to nothing any more. */
const LATEST_MS = 1000;

export interface Chimes {
  play(name: ChimeName): void;
}

export function createChimes(): Chimes {
  const context = new AudioContext();
  return {
    play(name) {
      const wantedAt = performance.now();
      // In a page that nobody has touched yet, browsers hold sound back until the first click.
      void context.resume().then(() => {
        if (performance.now() - wantedAt > LATEST_MS) return;
        for (const note of NOTES[name]) ring(context, note);
      });
    },
  };
}
