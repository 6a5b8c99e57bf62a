import { effect } from '@preact/signals';
import { options } from 'preact';
import type { Call } from '../call/call.ts';

/** A link that can be made at once is made in less. */
const CONNECTING_MS = 300;

/**
 * While a link comes about, offer, answer and candidates pass through the one thread that also draws. A new tile takes
 * as long to draw as all of them, and there is nothing to see on it before them: so what is to be drawn waits until no
 * link is being made, or for a moment.
 */
export function yieldToConnecting({ state }: Pick<Call, 'state'>): void {
  let isHeld = false;
  let held: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known: ReadonlySet<string> = new Set();

  function release(): void {
    isHeld = false;
    clearTimeout(timer);
    if (held) setTimeout(held);
    held = null;
  }

  // Whoever does something is to see at once what comes of it.
  for (const act of ['pointerdown', 'keydown']) addEventListener(act, release, { capture: true, passive: true });

  options.debounceRendering = (draw) => {
    // Looked at afterwards: what is to be drawn may follow from the very change that makes a link.
    setTimeout(() => {
      if (isHeld) held = draw;
      else draw();
    });
  };

  effect(() => {
    const connecting = [...state.value.links].filter(([, { health }]) => health.phase === 'connecting');
    const ids = new Set(connecting.map(([id]) => id));
    if (ids.size === 0) {
      release();
    } else if ([...ids].some((id) => !known.has(id))) {
      isHeld = true;
      clearTimeout(timer);
      timer = setTimeout(release, CONNECTING_MS);
    }
    known = ids;
  });
}
