/** The sizes in bar.css, in CSS pixels. */
const BUTTON = 52;
const GAP = 12;
const PADDING = 20;
/** The arrow beside a device's button. */
const ARROW = 44;
const LEAVE = 68;
/** For how many people are there, on the left; the same on the right keeps the buttons in the middle. */
const SIDE = 110;

/** Below this the bar is a phone's: smaller buttons, and all further ones in the menu. */
const NARROW = 560;
/** From here on there is room beside the buttons, and for what a click less saves. */
const WIDE = 960;

/** More round icons than this are too many to tell apart: the menu has words. */
const MAX_BUTTONS = 8;

/**
 * How many of the further buttons stand in the bar; the rest is in its menu, whose own button takes a place too.
 * `primaryCount` counts the buttons that are always there besides the one that leaves, two of them with arrows.
 */
export function furtherInBar(width: number, primaryCount: number, furtherCount: number): number {
  if (width < NARROW) return 0;
  const sides = width < WIDE ? 0 : 2 * (SIDE + GAP) + 2 * ARROW;
  const primary = primaryCount * (BUTTON + GAP) + LEAVE;
  const places = Math.max(0, Math.floor((width - 2 * PADDING - sides - primary) / (BUTTON + GAP)));
  const most = Math.min(places, MAX_BUTTONS - primaryCount - 1);
  return furtherCount <= most ? furtherCount : Math.max(0, most - 1);
}
