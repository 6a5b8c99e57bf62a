import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { Call } from '../call/call.ts';
import { whenIdle, whenTime } from './when-time.ts';

/**
 * The moments of a start: one thread makes the links, draws the screen and runs all the rest, and what a newcomer wants
 * first is to see the others.
 */
type Calling = Pick<Call, 'state'>;

/** Where server or others are far, the time until their answer is better spent drawing. */
const LONGEST_SCREEN_DELAY_MS = 400;

/** Links that take longer than this are in trouble; the page no longer waits for their pictures. */
const LONGEST_FIRST_PICTURES_MS = 3000;

/** When the offers have been sent, if there are any to send: the screen's code is read while the answers are under way. */
export function whenOffersAreGone({ state }: Calling, task: () => void): void {
  const areGone = computed(() => state.value.phase !== 'joining' || state.value.peerServer !== 'opening');
  whenTime(areGone, task, LONGEST_SCREEN_DELAY_MS);
}

/**
 * When the first picture of the others is there, or it is clear that there is no picture to wait for. Drawing the room
 * takes as long as all the messages that make a link.
 */
export function whenQuiet({ state }: Calling, isPictureAwaited: ReadonlySignal<boolean>, task: () => void): void {
  const isQuiet = computed(() => {
    const { phase, admission } = state.value;
    const isKnown = phase === 'lobby' || admission !== 'none';
    return isKnown && !isPictureAwaited.value;
  });
  whenTime(isQuiet, task, LONGEST_SCREEN_DELAY_MS);
}

/** When the first pictures of the others are on the screen: for code that is not needed before. */
export function whenSettled({ state }: Calling, isPictureAwaited: ReadonlySignal<boolean>, task: () => void): void {
  const isSettled = computed(() => {
    const { phase, links } = state.value;
    if (phase === 'joining' || isPictureAwaited.value) return false;
    return [...links.values()].every(({ health }) => health.phase !== 'connecting');
  });
  whenTime(isSettled, () => whenIdle(task), LONGEST_FIRST_PICTURES_MS);
}
