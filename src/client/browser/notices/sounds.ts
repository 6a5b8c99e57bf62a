import type { ReadonlySignal } from '@preact/signals-core';
import type { Call } from '../../call/call.ts';
import { NOTICES, type ChimeName } from '../../call/notices/notice.ts';
import type { Chimes } from '../../media/chimes.ts';

/** Several who come at once are one sound; somebody who writes meanwhile is another. */
const SHORTEST_GAP_MS = 400;

interface SoundsOptions {
  readonly isOn: ReadonlySignal<boolean>;
  readonly speakerId: ReadonlySignal<string>;
  readonly now: () => number;
}

/** A soft sound for each notice that has one, where the others are heard. Loaded with the first. */
export function playSounds({ onNotice }: Pick<Call, 'onNotice'>, { isOn, speakerId, now }: SoundsOptions): void {
  let chimes: Promise<Chimes> | null = null;
  const playedAt = new Map<ChimeName, number>();

  function play(name: ChimeName): void {
    if (!isOn.peek() || now() - (playedAt.get(name) ?? -Infinity) < SHORTEST_GAP_MS) return;
    playedAt.set(name, now());
    chimes ??= import('../../media/chimes.ts').then(({ createChimes }) => createChimes());
    chimes.then(
      (loaded) => loaded.play(name, speakerId.peek()),
      // A call without sounds is still a call: try again with the next.
      () => (chimes = null),
    );
  }

  onNotice(({ type }) => {
    const { chime } = NOTICES[type];
    if (chime) play(chime);
  });
}
