import { useSignal, type Signal } from '@preact/signals';
import { Lock, Settings as SettingsIcon } from 'lucide';
import { Avatar } from '../kit/avatar.tsx';
import { Brand } from '../kit/brand.tsx';
import { useApp } from '../context.ts';
import { isOfferedIn } from '../bar/action.ts';
import { CAMERA, FLIP, MICROPHONE } from '../bar/actions.ts';
import { BarButton } from '../bar/bar-button.tsx';
import { DeviceProblems } from '../devices/device-problems.tsx';
import { useT } from '../kit/i18n.ts';
import { NameField } from '../kit/name-field.tsx';
import { Icon } from '../kit/icon.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { lazy } from '../kit/lazy.tsx';
import { LevelBar } from '../devices/level-bar.tsx';
import { useIsMirrored } from '../tile/mirror.ts';
import { Video } from '../tile/video.tsx';
import { OpenDialog } from '../room/open-dialog.tsx';

const TabChoice = lazy(() => import('../room/tab-choice.tsx').then((module) => module.TabChoice));
const PasscodeField = lazy(() => import('./passcode-field.tsx').then((module) => module.PasscodeField));
const AtTheDoor = lazy(() => import('./at-the-door.tsx').then((module) => module.AtTheDoor));

/** More names than this make a sentence that nobody reads. */
const MAX_NAMES = 3;

const PREVIEW_ACTIONS = [MICROPHONE, CAMERA, FLIP];

function Preview({ name }: { name: string }) {
  const app = useApp();
  const { call, media } = app;
  const t = useT();
  const isMirrored = useIsMirrored();
  const { status } = media.camera.value;
  return (
    <section class="preview" aria-label={t('lobby.preview')}>
      <Video stream={media.preview.value} isMirrored={isMirrored} />
      {status !== 'on' && (
        <div class="preview__off">
          {name ? <Avatar id={call.state.value.selfId} name={name} /> : null}
          <p>{status === 'starting' ? t('lobby.cameraStarting') : t('lobby.cameraOff')}</p>
        </div>
      )}
      <div class="preview__controls">
        {PREVIEW_ACTIONS.filter(isOfferedIn(app)).map((action) => (
          <BarButton key={action.id} action={action} />
        ))}
      </div>
      <LevelBar />
    </section>
  );
}

/** Who is in the room already. */
function People() {
  const { call } = useApp();
  const t = useT();
  const { roster, selfId } = call.state.value;
  if (roster.unseen) return <p class="people">{t('lobby.unseen', { count: roster.unseen })}</p>;
  const others = roster.participants.filter(({ id }) => id !== selfId);
  if (others.length === 0) return <p class="people">{t('lobby.nobody')}</p>;

  const shown = others.slice(0, others.length > MAX_NAMES + 1 ? MAX_NAMES : others.length);
  const count = others.length - shown.length;
  const names = shown.map(({ name }) => name || t('guest'));
  const last = names.at(-1) ?? '';
  const sentence = (): string => {
    if (count > 0) return t('lobby.peopleAndMore', { names: names.join(', '), count });
    return names.length === 1
      ? t('lobby.onePerson', { last })
      : t('lobby.people', { names: names.slice(0, -1).join(', '), last });
  };
  return (
    <p class="people">
      <span class="people__avatars">
        {shown.map(({ id, name }) => (
          <Avatar key={id} id={id} name={name || t('guest')} />
        ))}
      </span>
      {sentence()}
    </p>
  );
}

/** Who one is, and the way in. */
function Entrance({ name }: { name: Signal<string> }) {
  const { call, ownTabs, settings, roomName, doctorUrl, publicRoomsUrl } = useApp();
  const t = useT();
  const { doorRefusal, roster } = call.state.value;
  const { isLocked } = roster;
  const passcode = useSignal('');
  const isElsewhere = ownTabs.others.value.length > 0;

  const join = (event: Event): void => {
    event.preventDefault();
    settings.change({ name: name.value });
    call.join(name.value, doorRefusal === null ? undefined : passcode.value);
  };

  return (
    <form class="lobby__form" onSubmit={join}>
      <h1>{t('lobby.title')}</h1>
      {roomName !== null && <p class="lobby__room">{t('room.title', { name: roomName })}</p>}
      <People />
      {isLocked && (
        <p class="people" data-testid="locked">
          <Icon of={Lock} size={20} /> {t('lock.locked')}
        </p>
      )}
      {isElsewhere && <TabChoice />}
      <NameField label={t('lobby.name')} name={name} testId="name" hasFocus />
      {doorRefusal !== null && <PasscodeField passcode={passcode} refusal={doorRefusal} />}
      <button type="submit" class={`button ${isElsewhere ? '' : 'button--primary'} button--wide`} data-testid="join">
        {t(isLocked ? 'knock.knock' : isElsewhere ? 'tabs.join' : 'lobby.join')}
      </button>
      <DeviceProblems />
      <p class="lobby__links">
        <a href={doctorUrl}>{t('lobby.doctor')}</a>
        {publicRoomsUrl !== null && <a href={publicRoomsUrl}>{t('lobby.publicRooms')}</a>}
      </p>
    </form>
  );
}

export function Lobby() {
  const { call, dialogs, offeredName } = useApp();
  const t = useT();
  const name = useSignal(call.state.peek().name || offeredName);
  const { phase } = call.state.value;

  return (
    <div class="lobby">
      <header class="lobby__header">
        <Brand />
        <div class="lobby__tools">
          <LanguageSwitch />
          <button
            type="button"
            class="icon-button"
            aria-label={t('settings.title')}
            title={t('settings.title')}
            data-testid="settings"
            onClick={() => dialogs.show('settings')}
          >
            <Icon of={SettingsIcon} />
          </button>
        </div>
      </header>
      <main class="lobby__main">
        <Preview name={name.value.trim()} />
        {phase === 'knocking' ? <AtTheDoor /> : <Entrance name={name} />}
      </main>
      <OpenDialog />
    </div>
  );
}
