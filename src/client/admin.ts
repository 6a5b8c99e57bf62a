import { effect, signal } from '@preact/signals';
import type { AdminPage } from '../shared/admin/admin.ts';
import { SOCKET_IO_PATH } from '../shared/protocol.ts';
import { pathTo } from './browser/path-to.ts';
import { schedule } from './browser/schedule.ts';
import { listenToAdminEvents, sendAdminAction } from './links/admin-link.ts';
import { elementById, whenParsed } from './start/page.ts';
import { mountAdmin } from './ui/admin/admin.tsx';
import type { AdminContext } from './ui/admin/context.ts';
import { startLocale } from './ui/kit/i18n.ts';

/** The page at /admin. */

/** A person types several letters a second. */
const TYPING_MS = 300;

const page = JSON.parse(elementById('page-data').textContent) as AdminPage;

const context: AdminContext = {
  figures: signal(null),
  rooms: signal(null),
  warnings: signal([]),
  isConnected: signal(true),
  query: signal(''),
  versions: page.versions,
  act: (action) => sendAdminAction(pathTo(page, '/admin/actions'), action),
  prepareSocketIoPage,
};

/** Socket.IO's own page reads from the storage of this site which server it is about. */
function prepareSocketIoPage(): void {
  const about = {
    server_url: location.origin,
    path: pathTo(page, SOCKET_IO_PATH),
    namespace: '/admin',
    ws_only: 'true',
  };
  try {
    for (const [key, value] of Object.entries(about)) localStorage.setItem(key, value);
  } catch {
    // Without storage it asks.
  }
}

/** Hears of the rooms that are searched for, from the moment in which the person has stopped typing. */
effect(() => {
  const query = context.query.value;
  let stop: (() => void) | null = null;
  const cancel = schedule(
    () => {
      stop = listenToAdminEvents(`${pathTo(page, '/admin/events')}?q=${encodeURIComponent(query)}`, {
        onFigures: (figures) => (context.figures.value = figures),
        onRooms: (rooms) => (context.rooms.value = rooms),
        onWarnings: (warnings) => (context.warnings.value = warnings),
        onConnected: (isConnected) => (context.isConnected.value = isConnected),
        onRefused: () => location.reload(),
      });
    },
    query === '' ? 0 : TYPING_MS,
  );
  return () => {
    cancel();
    stop?.();
  };
});

startLocale(page);
whenParsed(() => mountAdmin(elementById('app'), page, context));
