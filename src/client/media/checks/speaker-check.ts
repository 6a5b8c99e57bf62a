import type { Check } from '../../call/doctor/examination.ts';

/** Two notes, a fifth apart, in the range that small speakers play well. */
const NOTES_HZ = [523.25, 783.99];
const NOTE_S = 0.35;
const LOUDNESS = 0.2;

/** Only a person knows whether a speaker can be heard. */
export interface SpeakerCheck {
  readonly check: Check;
  play(): void;
  answer(isHeard: boolean): void;
}

export function createSpeakerCheck(): SpeakerCheck {
  let context: AudioContext | null = null;
  let onAnswer: (isHeard: boolean) => void = () => undefined;

  function play(): void {
    if (!context) return;
    const output = context;
    void output.resume();
    NOTES_HZ.forEach((frequency, index) => {
      const startS = output.currentTime + index * NOTE_S;
      const note = new OscillatorNode(output, { frequency });
      const volume = new GainNode(output, { gain: 0 });
      // Straight on or off would click.
      volume.gain.setValueAtTime(0, startS);
      volume.gain.linearRampToValueAtTime(LOUDNESS, startS + 0.02);
      volume.gain.linearRampToValueAtTime(0, startS + NOTE_S);
      note.connect(volume).connect(output.destination);
      note.start(startS);
      note.stop(startS + NOTE_S);
    });
  }

  return {
    play,
    answer: (isHeard) => onAnswer(isHeard),
    async check(aborting) {
      // A browser lets a page make sound after a gesture: here, the one that started the examination.
      context = new AudioContext();
      play();
      const isHeard = await new Promise<boolean>((resolve) => {
        onAnswer = resolve;
        aborting.addEventListener('abort', () => resolve(false));
      });
      await context.close();
      context = null;
      return isHeard ? { status: 'ok', ms: null } : { status: 'failed', problem: 'unheard' };
    },
  };
}
