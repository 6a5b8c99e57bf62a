import type { Notice } from '../../call/notices/notice.ts';

/** A place outside of the page where a person sees what happens in it while it is hidden. */
export interface Outside {
  /** @param count of the notices since the page was hidden, this one included */
  tell(words: string, count: number): void;
  /** The page is seen again. */
  end(): void;
}

export interface TellOutsideOptions {
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener'>;
  readonly onNotice: (listener: (notice: Notice) => void) => void;
  /** Null for what is told in the page only. */
  readonly wordsOutside: (notice: Notice) => string | null;
  readonly places: readonly Outside[];
}

/** Tells what a person should hear of while the page is hidden. */
export function tellOutside({ page, onNotice, wordsOutside, places }: TellOutsideOptions): void {
  let count = 0;
  onNotice((notice) => {
    if (page.visibilityState === 'visible') return;
    const words = wordsOutside(notice);
    if (words === null) return;
    count += 1;
    for (const place of places) place.tell(words, count);
  });
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState !== 'visible') return;
    count = 0;
    for (const place of places) place.end();
  });
}
