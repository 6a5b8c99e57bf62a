import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isConnecting } from '../call/call-state.ts';
import { Bar } from './bar.tsx';
import { ChatPlace } from './chat-toggle.tsx';
import { useApp } from './context.ts';
import { DeviceProblems } from './device-toggle.tsx';
import { OpenDialog } from './dialogs.tsx';
import { RoomFiles } from './files/room-files.tsx';
import { HandQueue } from './hand-queue.tsx';
import { useT } from './i18n.ts';
import { InviteCard } from './invite.tsx';
import { RemoteAudio } from './remote-audio.tsx';
import { Stage } from './stage.tsx';
import { Toasts } from './toasts.tsx';
import { UplinkNotice } from './uplink-notice.tsx';

/** What lies over the stage and beside it. */
function Surroundings() {
  const { call } = useApp();
  const t = useT();
  const { phase, isRoomConnected } = call.state.value;
  return (
    <>
      <div class="room__messages">
        {phase === 'joined' && !isRoomConnected && (
          <p class="toast toast--quiet" role="status">
            {t('room.reconnecting')}
          </p>
        )}
        <UplinkNotice />
        <HandQueue />
        <DeviceProblems />
        <Toasts />
      </div>
      <RoomFiles />
      <Bar />
      <OpenDialog />
    </>
  );
}

/** Connecting takes no longer than this where it works at once. */
const CONNECTING_MS = 500;

/** From then on until the first picture has been decoded. */
const FIRST_PICTURE_MS = 150;

/** Whether nothing more urgent is to be done than drawing; once it is so, it stays so. */
function useIsQuiet(): boolean {
  const { call } = useApp();
  const isQuiet = useSignal(false);
  const state = call.state.value;
  const waitMs = isConnecting(state) ? CONNECTING_MS : state.links.size > 0 ? FIRST_PICTURE_MS : 0;
  useEffect(() => {
    const timer = setTimeout(() => (isQuiet.value = true), waitMs);
    return () => clearTimeout(timer);
  }, [waitMs, isQuiet]);
  return isQuiet.value;
}

/** The stage first, alone: drawing all the rest takes as long as a link needs, on the same thread. */
export function Room() {
  const { call, roomName } = useApp();
  const t = useT();
  const isQuiet = useIsQuiet();
  const { links, phase } = call.state.value;
  const isAlone = phase === 'joined' && links.size === 0;

  return (
    <div class="room">
      <main class={`room__main ${isAlone ? 'room__main--alone' : ''}`}>
        <h1 class="visually-hidden">{roomName === null ? t('app.name') : t('room.title', { name: roomName })}</h1>
        <Stage />
        {isAlone && <InviteCard />}
        <ChatPlace />
      </main>
      <RemoteAudio />
      {isQuiet ? <Surroundings /> : <div class="bar bar--coming" />}
    </div>
  );
}
