import type { ReadonlySignal } from '@preact/signals-core';
import type { Call } from '../call/call.ts';
import type { Notice } from '../call/room/notice.ts';
import type { Together } from '../call/together/together.ts';
import type { ChimeName, Chimes } from '../media/chimes.ts';

/** Several who come at once are one sound; somebody who writes meanwhile is another. */
const SHORTEST_GAP_MS = 400;

const CHIMES: Readonly<Record<Notice['type'], ChimeName | null>> = {
  joined: 'join',
  left: 'leave',
  lost: 'leave',
  removed: 'leave',
  knocked: 'knock',
  locked: null,
  unlocked: null,
  lapsed: null,
  flooded: null,
  failed: null,
  'now-host': null,
  'host-key-stale': null,
  'muted-on-entry': null,
  'screens-for-hosts': null,
  'asked.mute': null,
  'asked.camera-off': null,
  'asked.lower-hand': null,
  'asked.stop-screen': null,
};

/** A soft sound for who comes, knocks, goes, writes or raises a hand, where the others are heard. Loaded with the first. */
export function playSounds(
  { call, together }: { call: Call; together: Together },
  { isOn, speakerId }: { isOn: ReadonlySignal<boolean>; speakerId: ReadonlySignal<string> },
): void {
  let chimes: Promise<Chimes> | null = null;
  const playedAt = new Map<ChimeName, number>();

  function play(name: ChimeName): void {
    const now = performance.now();
    if (!isOn.peek() || now - (playedAt.get(name) ?? -Infinity) < SHORTEST_GAP_MS) return;
    playedAt.set(name, now);
    chimes ??= import('../media/chimes.ts').then(({ createChimes }) => createChimes());
    chimes.then(
      (loaded) => loaded.play(name, speakerId.peek()),
      // Sounds are missed by nobody as much as a call is: try again with the next.
      () => (chimes = null),
    );
  }

  call.onNotice(({ type }) => {
    const chime = CHIMES[type];
    if (chime !== null) play(chime);
  });
  together.chat.onMessage(() => play('message'));
  together.onNews(({ chime }) => {
    if (chime !== null) play(chime);
  });
}
