import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Call } from '../../call/call.ts';
import { earlyVideoOf } from '../tile/ready-videos.ts';

/** From dialling to a connection, where it works at once. Where the others are far there is time to draw meanwhile. */
const CONNECTING_MS = 250;

/** From then on until the first picture has been decoded; who has no camera sends none. */
const PICTURE_MS = 200;

/** Somebody whose first picture has not come yet. */
interface Wait {
  /** Connected: to be called as often as one likes. */
  onLive(video: HTMLVideoElement | null): void;
  end(): void;
}

function beginWait(onEnd: () => void): Wait {
  let isLive = false;
  let timer = setTimeout(end, CONNECTING_MS);

  function end(): void {
    clearTimeout(timer);
    onEnd();
  }

  return {
    end,
    onLive(video) {
      if (isLive) return;
      isLive = true;
      clearTimeout(timer);
      timer = setTimeout(end, PICTURE_MS);
      video?.addEventListener('loadeddata', end, { once: true });
    },
  };
}

/**
 * Whether somebody's first picture may be here at any moment. Offer, answer and candidates pass through the one thread
 * that also draws, and a picture is encoded and decoded on the processor that all of it shares: drawing at that time
 * brings every picture later, and there is nothing to see before them.
 */
export function awaitFirstPictures({ state, media }: Pick<Call, 'state' | 'media'>): ReadonlySignal<boolean> {
  const isAwaited = signal(false);
  const waits = new Map<ParticipantId, Wait>();
  const known = new Set<ParticipantId>();

  function begin(id: ParticipantId): void {
    const wait = beginWait(() => {
      if (waits.get(id) === wait) waits.delete(id);
      isAwaited.value = waits.size > 0;
    });
    waits.set(id, wait);
    isAwaited.value = true;
  }

  effect(() => {
    const { links } = state.value;
    untracked(() => {
      for (const [id, { health }] of links) {
        if (health.phase !== 'connecting') waits.get(id)?.onLive(earlyVideoOf(media.peek().get(id)?.stream));
        else if (!known.has(id)) begin(id);
        known.add(id);
      }
      for (const id of known) {
        if (links.has(id)) continue;
        known.delete(id);
        waits.get(id)?.end();
      }
    });
  });
  return isAwaited;
}
