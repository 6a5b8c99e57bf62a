import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Call } from '../../call/call.ts';
import { nextFloor } from '../../call/room/floor.ts';
import { viewWanted } from '../../call/quality/quality.ts';
import { areaOf, isSeen, UNSEEN, type View } from '../../call/video/view.ts';
import type { Settings } from '../../call/devices/preferences.ts';
import { createSeenSizes } from './seen-sizes.ts';
import type { SpeakingMonitor } from './speaking.ts';
import { partsOf, type PictureId, type PixelSize } from '../../call/words.ts';

/** Measures how large every picture is shown, wherever the layout puts it, so that nobody sends more. */
export interface ViewMonitor {
  /** A picture is shown in this element from now on; returns what ends that. */
  observe(id: PictureId, element: Element): () => void;
}

export interface ViewMonitorOptions {
  readonly call: Call;
  readonly speaking: SpeakingMonitor;
  readonly settings: Pick<Settings, 'preferences'>;
  readonly pinned: ReadonlySignal<ReadonlySet<PictureId>>;
}

/**
 * The participant who has the floor. Our own participant is left out: a person does not look at themselves to listen.
 */
function followFloor({ call, speaking }: ViewMonitorOptions): ReadonlySignal<ParticipantId | null> {
  const floor = signal<ParticipantId | null>(null);
  effect(() => {
    const others = new Set(speaking.speakers.value);
    others.delete(call.state.peek().selfId);
    floor.value = nextFloor(floor.peek(), others);
  });
  return floor;
}

const rounded = ({ width, height }: PixelSize): PixelSize => ({ width: Math.round(width), height: Math.round(height) });

export function createViewMonitor(options: ViewMonitorOptions): ViewMonitor {
  const { call, settings, pinned } = options;
  const floor = followFloor(options);
  const shown = signal<ReadonlyMap<PictureId, PixelSize> | null>(null);
  const observed = new Map<Element, PictureId>();
  const seen = createSeenSizes(look);

  /** What is shown twice is wanted in the larger of the two sizes. */
  function look(): void {
    const sizes = new Map<PictureId, PixelSize>();
    for (const [element, id] of observed) {
      // To say that nobody looks would stop a video that has only just begun.
      const size = seen.of(element);
      if (size !== null && areaOf(size) >= areaOf(sizes.get(id) ?? size)) sizes.set(id, size);
    }
    shown.value = sizes;
  }

  function viewOf(id: PictureId, size: PixelSize, isOnly: boolean): View {
    if (!isSeen(size)) return UNSEEN;
    // A screen is there to be read, whatever is to be saved.
    if (partsOf(id).share !== null) return { ...rounded(size), priority: 'normal' };
    const one = { ...size, isPinned: pinned.value.has(id), hasFloor: floor.value === id, isOnly };
    return viewWanted(one, settings.preferences.value);
  }

  effect(() => {
    if (shown.value === null) return;
    const isOnly = call.state.value.links.size === 1;
    call.uplink.show(new Map([...shown.value].map(([id, size]) => [id, viewOf(id, size, isOnly)])));
  });

  return {
    observe(id, element) {
      observed.set(element, id);
      const stop = seen.observe(element);
      // Nothing is measured in a page that is not drawn.
      if (element.ownerDocument.visibilityState !== 'visible') look();
      return () => {
        observed.delete(element);
        stop();
        look();
      };
    },
  };
}
