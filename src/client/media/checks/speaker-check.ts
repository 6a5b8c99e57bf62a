import type { Check } from '../../call/doctor/examination.ts';
import { createNotePlayer, type NotePlayer } from '../notes.ts';
import { TEST_TUNE } from '../test-sound.ts';

/** Only a person knows whether a speaker can be heard. */
export interface SpeakerCheck {
  readonly check: Check;
  play(): void;
  answer(isHeard: boolean): void;
}

/** The system's own choice. */
const ANY_SPEAKER = '';

export function createSpeakerCheck(): SpeakerCheck {
  let player: NotePlayer | null = null;
  let onAnswer: (isHeard: boolean) => void = () => undefined;

  const play = (): void => void player?.play(TEST_TUNE, ANY_SPEAKER);

  return {
    play,
    answer: (isHeard) => onAnswer(isHeard),
    async check(aborting) {
      // A browser lets a page make sound after a gesture: here, the one that started the examination.
      player = createNotePlayer();
      play();
      const isHeard = await new Promise<boolean>((resolve) => {
        onAnswer = resolve;
        aborting.addEventListener('abort', () => resolve(false));
      });
      player.close();
      player = null;
      return isHeard ? { status: 'ok', ms: null } : { status: 'failed', problem: 'unheard' };
    },
  };
}
