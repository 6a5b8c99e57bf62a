import { signal, type ReadonlySignal } from '@preact/signals';

/** Keeps every picture and every sound of the call playing, whatever pauses it. */
export interface Playback {
  /** What the browser plays only after a gesture: nothing, some sound, or some picture (and perhaps sound). */
  readonly heldBack: ReadonlySignal<BlockedMedia>;
  play(element: HTMLMediaElement): void;
  /** Plays all that stands still; to be called from a gesture. */
  playAll(): void;
  /** Looks after another page too, such as that of a small window. Returns what ends it. */
  watch(page: Document): () => void;
}

export type BlockedMedia = 'nothing' | 'sound' | 'picture';

/** iPhones refuse in the moment in which they pause (a phone call, full screen that ends), and tell of no better one. */
const LOOK_AGAIN_MS = 2000;

/** What browsers count as a gesture: https://html.spec.whatwg.org/multipage/interaction.html#activation-triggering-input-event */
const GESTURES = ['pointerup', 'keydown', 'click'] as const;

const isStanding = ({ paused, srcObject }: HTMLMediaElement): boolean =>
  paused && srcObject instanceof MediaStream && srcObject.active;

export function createPlayback(): Playback {
  const heldBack = signal<BlockedMedia>('nothing');
  const pages = new Set<Document>();
  const refused = new Set<HTMLMediaElement>();

  function update(): void {
    for (const element of refused) if (!element.isConnected || !isStanding(element)) refused.delete(element);
    const hasPicture = [...refused].some(({ tagName }) => tagName === 'VIDEO');
    heldBack.value = hasPicture ? 'picture' : refused.size > 0 ? 'sound' : 'nothing';
  }

  function play(element: HTMLMediaElement): void {
    element.play().then(update, (error: unknown) => {
      // Others say that the stream was replaced meanwhile, or left the page.
      if (error instanceof DOMException && error.name === 'NotAllowedError') refused.add(element);
      update();
    });
  }

  function playAll(): void {
    for (const page of pages) {
      for (const element of page.querySelectorAll<HTMLMediaElement>('video, audio')) {
        if (isStanding(element)) play(element);
      }
    }
    update();
  }

  function watch(page: Document): () => void {
    const watching = new AbortController();
    const { signal } = watching;
    const options = { capture: true, signal };
    pages.add(page);
    page.addEventListener('pause', playAll, options);
    page.addEventListener('visibilitychange', playAll, options);
    for (const gesture of GESTURES) page.addEventListener(gesture, playAll, { ...options, passive: true });
    const timer = setInterval(() => {
      if (page.visibilityState === 'visible') playAll();
    }, LOOK_AGAIN_MS);
    return () => {
      clearInterval(timer);
      watching.abort();
      pages.delete(page);
    };
  }

  watch(document);
  return { heldBack, play, playAll, watch };
}
