import { effect, type ReadonlySignal } from '@preact/signals';
import { options } from 'preact';

/** Where people keep coming: nobody looks at an old picture of the room for longer. */
const LONGEST_MS = 700;

/** What is to be drawn waits while something else is more urgent, unless it follows from a key or a click. */
export function drawLater(isUrgentElsewhere: ReadonlySignal<boolean>): void {
  let isHeld = false;
  let held: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function release(): void {
    isHeld = false;
    clearTimeout(timer);
    if (held) setTimeout(held);
    held = null;
  }

  for (const act of ['pointerdown', 'keydown']) addEventListener(act, release, { capture: true, passive: true });

  options.debounceRendering = (draw) => {
    // Looked at afterwards: what is to be drawn may follow from the very change that is more urgent.
    setTimeout(() => {
      if (isHeld) held = draw;
      else draw();
    });
  };

  effect(() => {
    if (!isUrgentElsewhere.value) {
      release();
      return;
    }
    isHeld = true;
    timer = setTimeout(release, LONGEST_MS);
  });
}
