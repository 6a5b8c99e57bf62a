import { signal, type ReadonlySignal } from '@preact/signals';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Call } from '../../call/call.ts';
import type { LocalMedia } from '../../call/ports/local-media.ts';

export interface SpeakingMonitor {
  /** Who speaks now. */
  readonly speakers: ReadonlySignal<ReadonlySet<ParticipantId>>;
}

const POLL_INTERVAL_MS = 150;

/** Above the noise of a quiet room, below a low voice; levels are 0 to 1. */
const THRESHOLD = 0.02;

/** Speech has gaps between words: the mark should not blink with them. */
const HOLD_MS = 700;

const isSameSet = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean =>
  a.size === b.size && [...a].every((item) => b.has(item));

export function createSpeakingMonitor(call: Call, media: Pick<LocalMedia, 'audioLevel'>): SpeakingMonitor {
  const speakers = signal<ReadonlySet<ParticipantId>>(new Set());
  const heardAt = new Map<ParticipantId, number>();

  setInterval(() => {
    const now = performance.now();
    const levels: [ParticipantId, number][] = [[call.state.peek().selfId, media.audioLevel()]];
    for (const [id, remote] of call.media.peek()) levels.push([id, remote.audioLevel()]);
    for (const [id, level] of levels) if (level > THRESHOLD) heardAt.set(id, now);
    for (const [id, at] of heardAt) if (now - at > HOLD_MS) heardAt.delete(id);
    const next = new Set(heardAt.keys());
    if (!isSameSet(next, speakers.peek())) speakers.value = next;
  }, POLL_INTERVAL_MS);

  return { speakers };
}
