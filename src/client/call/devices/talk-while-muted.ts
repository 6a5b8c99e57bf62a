/** Whether somebody who talks while they are muted is to be told so. Pure; times in milliseconds. */
export interface MutedTalk {
  /** When it was loud lately. */
  readonly loudAt: readonly number[];
  /** Nothing is told before. */
  readonly quietUntil: number;
}

/** Speech, at the loudness of a voice before a laptop: a keyboard and a quiet room stay below. Levels are 0 to 1. */
const LOUD = 0.1;

/** A cough or a door is over sooner: a voice is loud in 5 of the 10 looks of this time. */
const WINDOW_MS = 1500;
const LOUD_LOOKS = 5;

/** People mute themselves with the last word of a sentence. */
const AFTER_MUTING_MS = 1500;

/** A person who talks to somebody beside them knows it now. */
const BETWEEN_MS = 60_000;

export const LOOK_EVERY_MS = 150;

export const NEVER_TOLD: MutedTalk = { loudAt: [], quietUntil: 0 };

export const onMuted = ({ quietUntil }: MutedTalk, now: number): MutedTalk => ({
  loudAt: [],
  quietUntil: Math.max(quietUntil, now + AFTER_MUTING_MS),
});

export function onLevel(
  talk: MutedTalk,
  level: number,
  now: number,
): { readonly talk: MutedTalk; readonly isTold: boolean } {
  if (now < talk.quietUntil) return { talk, isTold: false };
  const recent = talk.loudAt.filter((at) => now - at < WINDOW_MS);
  const loudAt = level > LOUD ? [...recent, now] : recent;
  if (loudAt.length < LOUD_LOOKS) return { talk: { ...talk, loudAt }, isTold: false };
  return { talk: { loudAt: [], quietUntil: now + BETWEEN_MS }, isTold: true };
}
