import type { ReadonlySignal } from '@preact/signals';
import { render } from 'preact';
import { createLanguageNames, search, type PublicRoom, type PublicRoomsPage } from '../../../shared/public-rooms.ts';
import { BasePath, usePathTo } from '../kit/base-path.ts';
import { useT } from '../kit/i18n.ts';

/** The list at /rooms. The server has drawn the same before (views/public-rooms.ejs). */

export interface PublicRoomsContext {
  readonly rooms: ReadonlySignal<readonly PublicRoom[]>;
  /** What is searched for. */
  readonly query: ReadonlySignal<string>;
}

type LanguageName = (language: string) => string;

function Room({ room, languageName }: { room: PublicRoom; languageName: LanguageName }) {
  const t = useT();
  const pathTo = usePathTo();
  return (
    <li class="public-room" data-testid="public-room">
      <h2>
        <a href={pathTo(`/${encodeURIComponent(room.id)}`)}>{room.title}</a>
      </h2>
      {room.topic !== '' && <p class="public-room__topic">{room.topic}</p>}
      <ul class="public-room__facts">
        <li>{t('publicRooms.people', { count: room.people })}</li>
        {room.language !== null && <li>{languageName(room.language)}</li>}
        {room.isLocked && <li>{t('publicRooms.isLocked')}</li>}
        {room.hasPasscode && <li>{t('publicRooms.hasPasscode')}</li>}
        {room.isFull && <li>{t('publicRooms.isFull')}</li>}
      </ul>
    </li>
  );
}

function PublicRooms({ rooms, query, languageName }: PublicRoomsContext & { languageName: LanguageName }) {
  const t = useT();
  const found = search(rooms.value, query.value, languageName);
  return (
    <>
      {found.length === 0 && (
        <p class="public__empty" role="status">
          {t(query.value.trim() === '' ? 'publicRooms.none' : 'publicRooms.noMatch')}
        </p>
      )}
      <ul class="public__list">
        {found.map((room) => (
          <Room key={room.id} room={room} languageName={languageName} />
        ))}
      </ul>
    </>
  );
}

export function mountPublicRooms(
  root: HTMLElement,
  { basePath, locale }: Pick<PublicRoomsPage, 'basePath' | 'locale'>,
  context: PublicRoomsContext,
): void {
  root.textContent = '';
  render(
    <BasePath.Provider value={basePath}>
      <PublicRooms {...context} languageName={createLanguageNames(locale)} />
    </BasePath.Provider>,
    root,
  );
}
