/** What a line of a message takes, in a panel of ordinary width: enough for a guess. */
const LINE_PX = 22;
const LINE_CHARACTERS = 40;

/** Name and time above the text, and the space around it. */
const FRAME_PX = 42;

/**
 * How high a message will about be, in CSS pixels. The browser lays out only what it expects to be in sight; with a guess
 * that is far too small it takes ten long messages for one screen, and lays out all of them at once.
 */
export function expectedHeight(text: string): number {
  const lines = text.split('\n').reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / LINE_CHARACTERS)), 0);
  return FRAME_PX + lines * LINE_PX;
}
