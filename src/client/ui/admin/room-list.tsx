import type { AdminPerson, AdminRoom } from '../../../shared/admin/admin.ts';
import { usePathTo } from '../kit/base-path.ts';
import { useT } from '../kit/i18n.ts';
import { useAct, useAdmin } from './context.ts';
import { ConfirmButton } from './confirm-button.tsx';

function Person({ room, person }: { room: string; person: AdminPerson }) {
  const t = useT();
  const act = useAct();
  const name = person.name || t('admin.guest');
  return (
    <li class="admin-person" data-testid="admin-person">
      <span class="admin-person__name">{name}</span>
      {person.isHost && <span class="badge">{t('admin.host')}</span>}
      {person.isAway && <span class="badge">{t('admin.away')}</span>}
      <ConfirmButton
        label={t('admin.remove')}
        question={t('admin.removeSure', { name })}
        testId="admin-remove"
        onConfirm={() => void act({ type: 'remove', room, id: person.id })}
      />
    </li>
  );
}

function Room({ room }: { room: AdminRoom }) {
  const t = useT();
  const act = useAct();
  const pathTo = usePathTo();
  return (
    <li class="admin-room" data-testid="admin-room">
      <div class="admin-room__head">
        <h3>
          <a href={pathTo(`/${encodeURIComponent(room.id)}`)}>{room.id}</a>
        </h3>
        {room.title !== null && <span class="badge badge--listed">{t('admin.listed', { title: room.title })}</span>}
        {room.isLocked && <span class="badge">{t('admin.locked')}</span>}
        {room.hasPasscode && <span class="badge">{t('admin.passcode')}</span>}
        <ConfirmButton
          label={t('admin.closeRoom')}
          question={t('admin.closeRoomSure')}
          testId="admin-close"
          onConfirm={() => void act({ type: 'close-room', room: room.id })}
        />
      </div>
      <ul class="admin-room__people">
        {room.people.map((person) => (
          <Person key={person.id} room={room.id} person={person} />
        ))}
      </ul>
    </li>
  );
}

export function RoomList() {
  const { rooms, query } = useAdmin();
  const t = useT();
  const found = rooms.value;
  return (
    <section class="admin__section" aria-labelledby="rooms-title">
      <div class="admin__section-head">
        <h2 id="rooms-title">{t('admin.rooms')}</h2>
        <input
          type="search"
          class="admin__search"
          aria-label={t('admin.search')}
          placeholder={t('admin.search')}
          value={query.value}
          maxLength={100}
          onInput={(event) => (query.value = event.currentTarget.value)}
        />
      </div>
      {found !== null && found.rooms.length === 0 && (
        <p class="admin__empty">{t(query.value === '' ? 'admin.noRooms' : 'admin.noMatch')}</p>
      )}
      <ul class="admin-rooms">
        {found?.rooms.map((room) => (
          <Room key={room.id} room={room} />
        ))}
      </ul>
      {found !== null && found.hidden > 0 && <p class="admin__empty">{t('admin.more', { count: found.hidden })}</p>}
    </section>
  );
}
