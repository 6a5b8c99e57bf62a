import { signal, type ReadonlySignal } from '@preact/signals';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Call } from '../../call/call.ts';
import type { LinkMeter, RatedQuality } from '../../call/quality/link-meter.ts';

export interface QualityMonitor {
  /** How the live links do; a link that is young or was just mended is not there yet. */
  readonly qualities: ReadonlySignal<ReadonlyMap<ParticipantId, RatedQuality>>;
  /** Measures this link each second while somebody looks at its figures; returns what ends that. */
  watch(id: ParticipantId): () => void;
}

const TICK_MS = 1000;

/**
 * A report takes the browser about a millisecond of several threads, and a room of eight has seven links: at this pace
 * they cost less than a percent of one core, and a bad minute is still seen in its first seconds.
 */
const PACE_MS = 5000;

export function createQualityMonitor({ state, stats }: Pick<Call, 'state' | 'stats'>): QualityMonitor {
  const qualities = signal<ReadonlyMap<ParticipantId, RatedQuality>>(new Map());
  const watched = new Map<ParticipantId, number>();
  const meters = new Map<ParticipantId, { readonly meter: LinkMeter; dueAt: number }>();

  function forget(isGone: (id: ParticipantId) => boolean): void {
    for (const id of [...meters.keys()]) if (isGone(id)) meters.delete(id);
    const kept = new Map([...qualities.peek()].filter(([id]) => !isGone(id)));
    if (kept.size < qualities.peek().size) qualities.value = kept;
  }

  async function measure(id: ParticipantId, createLinkMeter: () => LinkMeter): Promise<void> {
    const now = performance.now();
    const entry = meters.get(id) ?? { meter: createLinkMeter(), dueAt: 0 };
    meters.set(id, entry);
    // Half a tick early is due: timers are never exact.
    if (!watched.has(id) && entry.dueAt > now + TICK_MS / 2) return;
    entry.dueAt = now + PACE_MS;
    const report = await stats(id);
    const rated = report && entry.meter.read(report.values());
    // The link may have ended while the browser was measuring.
    if (rated && meters.get(id) === entry) qualities.value = new Map(qualities.peek()).set(id, rated);
  }

  async function tick(): Promise<void> {
    const { links } = state.peek();
    const isLive = (id: ParticipantId): boolean => links.get(id)?.health.phase === 'live';
    forget((id) => !isLive(id));
    const live = [...links.keys()].filter(isLive);
    // Nobody sees the marks of a page in the background.
    if (live.length === 0 || document.hidden) return;
    const loaded = await import('../../call/quality/link-meter.ts').catch(() => null);
    // The server is away: the next tick asks again.
    if (loaded) await Promise.all(live.map((id) => measure(id, loaded.createLinkMeter)));
  }

  setInterval(() => void tick(), TICK_MS);

  return {
    qualities,
    watch(id) {
      watched.set(id, (watched.get(id) ?? 0) + 1);
      return () => {
        const count = (watched.get(id) ?? 1) - 1;
        if (count > 0) watched.set(id, count);
        else watched.delete(id);
      };
    },
  };
}
