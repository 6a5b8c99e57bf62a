import { signal } from '@preact/signals';
import { SOCKET_IO_PATH } from '../shared/protocol.ts';
import { applyChange, type PublicRoom, type PublicRoomsPage } from '../shared/public-rooms.ts';
import { isReservedName, parseRoomName } from '../shared/room-name.ts';
import { pathTo } from './browser/path-to.ts';
import { watchPublicRooms } from './links/public-rooms-link.ts';
import { elementById, whenParsed } from './start/page.ts';
import { startLocale, translateNow } from './ui/kit/i18n.ts';
import { mountPublicRooms } from './ui/public-rooms/public-rooms.tsx';

/** The page at /rooms: keeps the list as it is now. */

const page = JSON.parse(elementById('page-data').textContent) as PublicRoomsPage;
const rooms = signal<readonly PublicRoom[]>(page.rooms);
const query = signal('');

/** A link is left to the server, which knows the site's hosts. */
const looksLikeLink = (text: string): boolean => text.includes('/');

/** Says at once what a name may be. */
function judgeName(field: HTMLInputElement): void {
  const text = field.value.trim();
  const problem = isReservedName(text) ? 'reserved' : parseRoomName(text) === null ? 'rule' : null;
  const isWrong = text !== '' && !looksLikeLink(text) && problem !== null;
  const rule = elementById('open-rule');
  rule.textContent = translateNow(`publicRooms.name.${problem ?? 'rule'}`);
  if (isWrong) {
    field.setAttribute('aria-invalid', 'true');
    rule.setAttribute('role', 'alert');
  } else {
    field.removeAttribute('aria-invalid');
    rule.removeAttribute('role');
  }
}

startLocale(page);
watchPublicRooms(pathTo(page, SOCKET_IO_PATH), (change) => (rooms.value = applyChange(rooms.peek(), change)));
whenParsed(() => {
  const searchField = elementById('search') as HTMLInputElement;
  query.value = searchField.value;
  searchField.addEventListener('input', () => (query.value = searchField.value));
  const openField = elementById('open') as HTMLInputElement;
  openField.addEventListener('input', () => judgeName(openField));
  mountPublicRooms(elementById('rooms'), page, { rooms, query });
});
