import { computed, effect, signal } from '@preact/signals';
import type { PageData } from '../../shared/page-data.ts';
import { schedule } from '../browser/schedule.ts';
import { pathTo } from '../browser/path-to.ts';
import { elementById } from './page.ts';
import { readVolumes, rememberVolumes } from './volumes-memory.ts';
import { readStagingMemory, rememberStaging } from './staging-memory.ts';
import { createToasts } from '../call/notices/toasts.ts';
import { mountApp, mountUnsupported } from '../ui/app.tsx';
import type { Amplifier } from '../call/ports/amplifier.ts';
import type { SafetyState } from '../call/safety/safety-state.ts';
import type { AppContext } from '../ui/context.ts';
import { createFileChoice } from '../ui/files/file-choice.ts';
import { loadDialogTexts, startLocale } from '../ui/kit/i18n.ts';
import type { PanelName } from '../ui/kit/side-panel.tsx';
import { createVolumes } from '../ui/people/volumes.ts';
import { createLeaveGuard } from '../ui/room/leave-guard.ts';
import { createPlayback } from '../ui/tile/playback.ts';
import { createQualityMonitor } from '../ui/quality/quality-monitor.ts';
import { createSpeakingMonitor } from '../ui/stage/speaking.ts';
import { createStaging } from '../ui/stage/staging.ts';
import { createViewMonitor } from '../ui/stage/view-monitor.ts';
import { whenSettled } from './moments.ts';
import { keepAwake } from '../browser/wake-lock.ts';
import { createDialogs } from '../ui/room/dialogs.ts';

/** What is there before anything is seen. */
type Core = Pick<
  AppContext,
  | 'call'
  | 'newVersion'
  | 'ownTabs'
  | 'isPictureAwaited'
  | 'files'
  | 'media'
  | 'settings'
  | 'offeredName'
  | 'serviceNotice'
  | 'together'
>;

/** Around the stage and below it, in CSS pixels, on most screens: room.css, bar.css. */
const EDGES = 16;
const BAR = 76;

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The page that is shown after the call must be there when the server is not. */
function loadEnd(): void {
  Promise.all([import('../ui/room/over.tsx'), loadDialogTexts()]).catch(() => undefined);
}

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

let amplifier: Promise<Amplifier> | null = null;

/** When somebody is to be louder than they are, for the first time. */
async function loadAmplifier(): Promise<Amplifier> {
  amplifier ??= import('../media/amplifier.ts').then(({ createAmplifier }) => createAmplifier());
  amplifier.catch(() => (amplifier = null));
  return amplifier;
}

/** Puts lobby, room and everything that watches them on the page. */
export function showRoom(page: PageData, core: Core): void {
  const { call, files, media, settings } = core;
  const { roomId } = page;
  startLocale(page);
  const speaking = createSpeakingMonitor(call, media);
  const staging = createStaging({
    call,
    speaking,
    memory: readStagingMemory(),
    remember: rememberStaging,
    preferences: settings.preferences,
    firstArea: { width: innerWidth - EDGES, height: innerHeight - EDGES - BAR },
    pixelRatio: () => devicePixelRatio,
  });
  const isSettled = signal(false);
  const panel = signal<PanelName | null>(null);
  const safety = signal<SafetyState>({ type: 'checking' });
  const leaveGuard = createLeaveGuard(schedule);
  mountApp(elementById('app'), page, {
    ...core,
    fileChoice: createFileChoice(),
    dialogs: createDialogs(),
    isSettled,
    safety,
    leaveGuard,
    playback: createPlayback(),
    quality: createQualityMonitor(call),
    speaking,
    views: createViewMonitor({ call, speaking, settings, pinned: staging.pinned }),
    panel,
    chatTo: signal(null),
    volumes: createVolumes({ memory: readVolumes(), remember: rememberVolumes }),
    loadAmplifier,
    staging,
    toasts: createToasts({ call, isChatShown: computed(() => panel.value === 'chat'), schedule }),
    roomName: isUuid(roomId) ? null : roomId,
    roomUrl: `${location.origin}${location.pathname}`,
    doctorUrl: pathTo(page, `/doctor?room=${encodeURIComponent(roomId)}`),
    publicRoomsUrl: page.hasPublicRooms ? pathTo(page, '/rooms') : null,
  });
  keepAwake(call);
  whenSettled(call, core.isPictureAwaited, () => core.ownTabs.connect());
  const stop = effect(() => {
    if (call.state.value.phase !== 'joined') return;
    queueMicrotask(() => stop());
    whenSettled(call, core.isPictureAwaited, () => {
      isSettled.value = true;
      loadEnd();
      void import('../call/safety/start-safety.ts').then(
        ({ startSafety }) => startSafety({ call, shown: safety, randomBytes, schedule }),
        () => (safety.value = { type: 'failed' }),
      );
      void import('../browser/prevent-accidents.ts').then(
        ({ preventAccidents }) => preventAccidents({ call, files, confirmBack: () => leaveGuard.confirm('back') }),
        // The server is away: a call without this is still a call.
        () => undefined,
      );
      void import('./notices-outside.ts').then(
        ({ tellOutsideOfPage }) => tellOutsideOfPage(page, core),
        () => undefined,
      );
    });
  });
}

export function showUnsupported(page: PageData): void {
  startLocale(page);
  mountUnsupported(elementById('app'), page);
}
