import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ParticipantId } from '../../shared/protocol.ts';
import type { Call } from '../call/call.ts';
import { nextFloor } from '../call/floor.ts';
import { viewWanted } from '../call/quality.ts';
import { areaOf, isSeen, UNSEEN, type PixelSize, type View } from '../call/view.ts';
import { useApp, type Settings } from './context.ts';
import type { SpeakingMonitor } from './speaking.ts';

/** Measures how large everybody is shown, wherever the layout puts them, so that nobody sends more. */
export interface ViewMonitor {
  /** Somebody is shown in this element from now on; returns what ends that. */
  observe(id: ParticipantId, element: Element): () => void;
}

export interface ViewMonitorOptions {
  readonly call: Call;
  readonly speaking: SpeakingMonitor;
  readonly settings: Pick<Settings, 'preferences'>;
  readonly pinned: ReadonlySignal<ReadonlySet<ParticipantId>>;
}

interface Observed {
  readonly id: ParticipantId;
  /** Null until it has been measured: to say that nobody looks would stop a video that has only just begun. */
  size: PixelSize | null;
  isOnScreen: boolean;
}

const NOWHERE: PixelSize = { width: 0, height: 0 };

const isPageSeen = (): boolean => document.visibilityState === 'visible';

function sizeOf({ devicePixelContentBoxSize, contentRect }: ResizeObserverEntry): PixelSize {
  // Safari has no device pixels here.
  const [box] = (devicePixelContentBoxSize as readonly ResizeObserverSize[] | undefined) ?? [];
  if (box) return { width: box.inlineSize, height: box.blockSize };
  return { width: contentRect.width * devicePixelRatio, height: contentRect.height * devicePixelRatio };
}

function observeSize(observer: ResizeObserver, element: Element): void {
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(element);
  }
}

/** Who has the floor, oneself left out: nobody looks at themselves to listen. */
function followFloor({ call, speaking }: ViewMonitorOptions): ReadonlySignal<ParticipantId | null> {
  const floor = signal<ParticipantId | null>(null);
  effect(() => {
    const others = new Set(speaking.speakers.value);
    others.delete(call.state.peek().selfId);
    floor.value = nextFloor(floor.peek(), others);
  });
  return floor;
}

export function createViewMonitor(options: ViewMonitorOptions): ViewMonitor {
  const { call, settings, pinned } = options;
  const floor = followFloor(options);
  const shown = signal<ReadonlyMap<ParticipantId, PixelSize> | null>(null);
  const observed = new Map<Element, Observed>();

  /** Somebody who is shown twice is wanted in the larger of the two sizes. */
  function look(): void {
    const sizes = new Map<ParticipantId, PixelSize>();
    for (const { id, size, isOnScreen } of observed.values()) {
      const visible = isOnScreen && isPageSeen() ? size : NOWHERE;
      if (visible === null) continue;
      if (areaOf(visible) >= areaOf(sizes.get(id) ?? NOWHERE)) sizes.set(id, visible);
    }
    shown.value = sizes;
  }

  const sizes = new ResizeObserver((entries) => {
    for (const entry of entries) {
      const one = observed.get(entry.target);
      if (one) one.size = sizeOf(entry);
    }
    look();
  });
  const places = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const one = observed.get(target);
      if (one) one.isOnScreen = isIntersecting;
    }
    look();
  });
  document.addEventListener('visibilitychange', look);

  effect(() => {
    if (shown.value === null) return;
    const isOnly = call.state.value.links.size === 1;
    const views = new Map<ParticipantId, View>();
    for (const [id, size] of shown.value) {
      const one = { ...size, isPinned: pinned.value.has(id), hasFloor: floor.value === id, isOnly };
      views.set(id, isSeen(size) ? viewWanted(one, settings.preferences.value) : UNSEEN);
    }
    call.uplink.show(views);
  });

  return {
    observe(id, element) {
      // Counts as on screen until the observer has looked: a tile is usually made to be seen.
      observed.set(element, { id, size: null, isOnScreen: true });
      observeSize(sizes, element);
      places.observe(element);
      // Nothing is measured in a page that is not drawn.
      if (!isPageSeen()) look();
      return () => {
        observed.delete(element);
        sizes.unobserve(element);
        places.unobserve(element);
        look();
      };
    },
  };
}

/** For the element that shows somebody; null for an element that shows oneself. */
export function useView<T extends Element>(id: ParticipantId | null) {
  const { views } = useApp();
  const element = useRef<T>(null);
  useLayoutEffect(() => {
    if (id !== null && element.current) return views.observe(id, element.current);
    return undefined;
  }, [views, id]);
  return element;
}
