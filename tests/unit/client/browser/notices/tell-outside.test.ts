import { describe, expect, test } from '@jest/globals';
import { createTabTitle } from '../../../../../src/client/browser/notices/tab-title.ts';
import { tellOutside } from '../../../../../src/client/browser/notices/tell-outside.ts';
import { createListeners } from '../../../../../src/client/call/listeners.ts';
import type { Notice } from '../../../../../src/client/call/notices/notice.ts';

interface Page extends EventTarget {
  title: string;
  visibilityState: DocumentVisibilityState;
}

function createTab() {
  const page: Page = Object.assign(new EventTarget(), { title: 'Madang', visibilityState: 'visible' as const });
  const { add: onNotice, tell } = createListeners<Notice>();
  const wordsOutside = ({ type, name = '' }: Notice): string | null => (type === 'hand' ? null : `${name} ${type}`);
  tellOutside({ page: page, onNotice, wordsOutside, places: [createTabTitle(page)] });
  return {
    page,
    tell,
    show(visibilityState: DocumentVisibilityState) {
      page.visibilityState = visibilityState;
      page.dispatchEvent(new Event('visibilitychange'));
    },
  };
}

describe('the title of the tab', () => {
  test('says how much has happened while the page was hidden, and what came last', () => {
    const { page, tell, show } = createTab();
    show('hidden');
    tell({ type: 'joined', name: 'Bob' });
    expect(page.title).toBe('(1) Bob joined · Madang');
    tell({ type: 'knocked', name: 'Carol' });
    expect(page.title).toBe('(2) Carol knocked · Madang');
  });

  test('is as before when the page is seen again, and counts anew the next time', () => {
    const { page, tell, show } = createTab();
    show('hidden');
    tell({ type: 'joined', name: 'Bob' });
    show('visible');
    expect(page.title).toBe('Madang');
    show('hidden');
    expect(page.title).toBe('Madang');
    tell({ type: 'message', name: 'Bob' });
    expect(page.title).toBe('(1) Bob message · Madang');
  });

  test('does not change for what is told in the page only, nor while the page is visible', () => {
    const { page, tell, show } = createTab();
    tell({ type: 'joined', name: 'Bob' });
    show('hidden');
    tell({ type: 'hand', name: 'Bob' });
    expect(page.title).toBe('Madang');
  });
});
