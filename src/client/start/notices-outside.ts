import { computed } from '@preact/signals-core';
import type { PageData } from '../../shared/page-data.ts';
import { createSystemNotifications } from '../browser/notices/system-notifications.ts';
import { createTabTitle } from '../browser/notices/tab-title.ts';
import { tellOutside } from '../browser/notices/tell-outside.ts';
import { pathTo } from '../browser/path-to.ts';
import type { AppContext } from '../ui/context.ts';
import { translateNow } from '../ui/kit/i18n.ts';
import { wordsOutside } from '../ui/notices/notice-words.ts';

/** Tells a person of the call while its page is hidden. Loaded with the first call. */
export function tellOutsideOfPage(
  page: Pick<PageData, 'basePath' | 'roomId'>,
  { call, ownTabs, settings }: Pick<AppContext, 'call' | 'ownTabs' | 'settings'>,
): void {
  const { preferences } = settings;
  tellOutside({
    page: document,
    onNotice: call.onNotice,
    wordsOutside: (notice) => wordsOutside(notice, translateNow),
    places: [
      createTabTitle(document),
      createSystemNotifications({
        isOn: computed(() => preferences.value.hasNotifications && !ownTabs.isSecond.value),
        isSilent: computed(() => preferences.value.hasSounds),
        title: document.title,
        icon: pathTo(page, '/icons/icon-192.png'),
        tag: `madang:${page.basePath}/${page.roomId}`,
        now: () => performance.now(),
      }),
    ],
  });
}
