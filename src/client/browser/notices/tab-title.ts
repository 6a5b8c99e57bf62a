import type { Outside } from './tell-outside.ts';

/** How many notices there were, and the newest, in front of the title that the page has: `(2) Bob joined · Madang`. */
export function createTabTitle(page: Pick<Document, 'title'>): Outside {
  let own: string | null = null;
  return {
    tell(words, count) {
      own ??= page.title;
      page.title = `(${count}) ${words} · ${own}`;
    },
    end() {
      if (own !== null) page.title = own;
      own = null;
    },
  };
}
