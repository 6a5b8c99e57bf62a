import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Bar } from '../bar/bar.tsx';
import { useApp } from '../context.ts';
import { AskPlace } from '../hosting/ask-place.tsx';
import { DeviceProblems } from '../devices/device-problems.tsx';
import { useT } from '../kit/i18n.ts';
import { lazy } from '../kit/lazy.tsx';
import { LeaveHint } from './leave-hint.tsx';
import { TapToPlay } from '../tile/tap-to-play.tsx';
import { RemoteAudio } from '../tile/remote-audio.tsx';
import { Stage } from '../stage/stage.tsx';
import { UplinkNotice } from '../notices/uplink-notice.tsx';
import { OpenDialog } from './open-dialog.tsx';
import { Panels } from './panels.tsx';

/** Its words are many; a notice is kept until it is here. */
const Toasts = lazy(() => import('../notices/toasts.tsx').then((module) => module.Toasts));
const TabNotice = lazy(() => import('./tab-notice.tsx').then((module) => module.TabNotice));
const ServiceNotice = lazy(() => import('../notices/service-notice.tsx').then((module) => module.ServiceNotice));
const RoomFiles = lazy(() => import('../files/room-files.tsx').then((module) => module.RoomFiles));
const InviteCard = lazy(() => import('../invite/invite.tsx').then((module) => module.InviteCard));
const MutedTalk = lazy(() => import('../devices/muted-talk.tsx').then((module) => module.MutedTalk));
const HandQueue = lazy(() => import('../stage/hand-queue.tsx').then((module) => module.HandQueue));
const StopwatchPill = lazy(() => import('../stage/stopwatch.tsx').then((module) => module.StopwatchPill));
const SafetyAlarm = lazy(() => import('../safety/safety-alarm.tsx').then((module) => module.SafetyAlarm));
const Knocks = lazy(() => import('./knocks.tsx').then((module) => module.Knocks));

/** What lies over the stage and beside it. */
function Surroundings() {
  const { call, isSettled, ownTabs, safety, serviceNotice, together } = useApp();
  const t = useT();
  const { phase, isRoomConnected, roster } = call.state.value;
  return (
    <>
      <div class="room__messages">
        {phase === 'joined' && !isRoomConnected && (
          <p class="toast toast--quiet" role="status">
            {t('room.reconnecting')}
          </p>
        )}
        {serviceNotice.value !== '' && <ServiceNotice />}
        {ownTabs.isSecond.value && <TabNotice />}
        {safety.value.type === 'code' && safety.value.doubts.length > 0 && <SafetyAlarm />}
        <UplinkNotice />
        {together.hands.queue.value.length > 0 && <HandQueue />}
        {together.stopwatch.isRunning.value && <StopwatchPill />}
        {roster.knocks.length > 0 && call.hosting.isDoorkeeper.value && <Knocks />}
        <AskPlace />
        <DeviceProblems />
        <Toasts />
      </div>
      <LeaveHint />
      {isSettled.value && <RoomFiles />}
      {isSettled.value && <MutedTalk />}
      <Bar />
      <OpenDialog />
    </>
  );
}

/** Whether nothing more urgent is to be done than drawing; once it is so, it stays so. */
function useIsQuiet(): boolean {
  const { isPictureAwaited } = useApp();
  const isQuiet = useSignal(false);
  const isAwaited = isPictureAwaited.value;
  useEffect(() => {
    if (isAwaited) return;
    // After the stage has been shown.
    const frame = requestAnimationFrame(() => setTimeout(() => (isQuiet.value = true)));
    return () => cancelAnimationFrame(frame);
  }, [isAwaited, isQuiet]);
  return isQuiet.value;
}

/** The stage first, alone: drawing all the rest takes as long as a link needs, on the same thread. */
export function RoomView() {
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
        <Panels />
      </main>
      <RemoteAudio />
      <TapToPlay />
      {isQuiet ? <Surroundings /> : <div class="bar bar--coming" />}
    </div>
  );
}
