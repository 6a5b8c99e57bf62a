import { signal, type ReadonlySignal } from '@preact/signals';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Call } from '../../call/call.ts';
import type { LocalMedia } from '../../call/ports/local-media.ts';

export interface SpeakingMonitor {
  /** Who speaks now. */
  readonly speakers: ReadonlySignal<ReadonlySet<ParticipantId>>;
}

const POLL_INTERVAL_MS = 150;

/**
 * The browser reads a level on another thread, and the page waits for it: below a millisecond as a rule, hundreds where
 * many connections begin on few cores. No more than a tenth of the page's time goes into it.
 */
const PAUSE_FACTOR = 9;
const LONGEST_PAUSE_MS = 3000;

/** How long after a look that took so long the next one follows. */
export const pauseAfter = (tookMs: number): number =>
  Math.min(LONGEST_PAUSE_MS, Math.max(POLL_INTERVAL_MS, PAUSE_FACTOR * tookMs));

/** Above the noise of a quiet room, below a low voice; levels are 0 to 1. */
const THRESHOLD = 0.02;

/** Speech has gaps between words: the mark should not blink with them. */
const HOLD_MS = 700;

const isSameSet = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean =>
  a.size === b.size && [...a].every((item) => b.has(item));

export function createSpeakingMonitor(call: Call, media: Pick<LocalMedia, 'audioLevel'>): SpeakingMonitor {
  const speakers = signal<ReadonlySet<ParticipantId>>(new Set());
  const heardAt = new Map<ParticipantId, number>();

  function mark(now: number): void {
    const levels: [ParticipantId, number][] = [[call.state.peek().selfId, media.audioLevel()]];
    for (const [id, remote] of call.media.peek()) levels.push([id, remote.audioLevel()]);
    for (const [id, level] of levels) if (level > THRESHOLD) heardAt.set(id, now);
    for (const [id, at] of heardAt) if (now - at > HOLD_MS) heardAt.delete(id);
    const next = new Set(heardAt.keys());
    if (!isSameSet(next, speakers.peek())) speakers.value = next;
  }

  function look(): void {
    const since = performance.now();
    try {
      mark(since);
    } finally {
      setTimeout(look, pauseAfter(performance.now() - since));
    }
  }

  setTimeout(look, POLL_INTERVAL_MS);

  return { speakers };
}
