import { areaOf } from '../../call/video/view.ts';
import type { PixelSize } from '../../call/words.ts';

/** Measures how large elements are seen, in this window and in those that it has opened. */
export interface SeenSizes {
  /** Returns what ends the measuring. */
  observe(element: Element): () => void;
  /** In device pixels, 0 × 0 while it is not seen. Null until it has been measured. */
  of(element: Element): PixelSize | null;
}

interface Seen {
  size: PixelSize | null;
  isOnScreen: boolean;
  /** Of the window above all others that shows this element's video, if one does. */
  pip: PixelSize;
}

interface Observers {
  readonly sizes: ResizeObserver;
  readonly places: IntersectionObserver;
}

const NOWHERE: PixelSize = { width: 0, height: 0 };

function sizeOf({ target, devicePixelContentBoxSize, contentRect }: ResizeObserverEntry): PixelSize {
  // Safari has no device pixels here.
  const [box] = (devicePixelContentBoxSize as readonly ResizeObserverSize[] | undefined) ?? [];
  if (box) return { width: box.inlineSize, height: box.blockSize };
  const ratio = target.ownerDocument.defaultView?.devicePixelRatio ?? 1;
  return { width: contentRect.width * ratio, height: contentRect.height * ratio };
}

function observeSize(observer: ResizeObserver, element: Element): void {
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(element);
  }
}

export function createSeenSizes(onChange: () => void): SeenSizes {
  const seen = new Map<Element, Seen>();
  /** A window that is hidden calls none of its observers: each window needs its own. */
  const observers = new WeakMap<Window, Observers>();

  /** The video goes on in a small window of the browser's when its page is hidden. */
  function onPictureInPicture({ target, pictureInPictureWindow }: PictureInPictureEvent): void {
    const follow = (pip: PixelSize): void => {
      for (const [element, one] of seen) if (element.contains(target as Node)) one.pip = pip;
      onChange();
    };
    const measure = (): void => {
      const { width, height } = pictureInPictureWindow;
      follow({ width: width * devicePixelRatio, height: height * devicePixelRatio });
    };
    measure();
    pictureInPictureWindow.addEventListener('resize', measure);
    target?.addEventListener('leavepictureinpicture', () => follow(NOWHERE), { once: true });
  }

  function createObservers(view: Window & typeof globalThis): Observers {
    const update = <Entry extends { readonly target: Element }>(
      entries: Entry[],
      note: (one: Seen, entry: Entry) => void,
    ): void => {
      for (const entry of entries) {
        const one = seen.get(entry.target);
        if (one) note(one, entry);
      }
      onChange();
    };
    view.document.addEventListener('visibilitychange', onChange);
    view.document.addEventListener('enterpictureinpicture', (event) =>
      onPictureInPicture(event as PictureInPictureEvent),
    );
    return {
      sizes: new view.ResizeObserver((entries) => update(entries, (one, entry) => (one.size = sizeOf(entry)))),
      places: new view.IntersectionObserver((entries) =>
        update(entries, (one, { isIntersecting }) => (one.isOnScreen = isIntersecting)),
      ),
    };
  }

  function observersIn(view: Window & typeof globalThis): Observers {
    const known = observers.get(view) ?? createObservers(view);
    observers.set(view, known);
    return known;
  }

  return {
    observe(element) {
      const { sizes, places } = observersIn(element.ownerDocument.defaultView ?? window);
      // Counts as on screen until the observer has looked: an element is usually made to be seen.
      seen.set(element, { size: null, isOnScreen: true, pip: NOWHERE });
      observeSize(sizes, element);
      places.observe(element);
      return () => {
        seen.delete(element);
        sizes.unobserve(element);
        places.unobserve(element);
      };
    },
    of(element) {
      const { size = null, isOnScreen = false, pip = NOWHERE } = seen.get(element) ?? {};
      const isVisible = isOnScreen && element.ownerDocument.visibilityState === 'visible';
      const inPage = isVisible ? size : NOWHERE;
      return inPage !== null && areaOf(pip) > areaOf(inPage) ? pip : inPage;
    },
  };
}
