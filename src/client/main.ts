import {
  identity as firstIdentity,
  isSupported,
  media,
  options,
  page,
  peerToken,
  requestPeerToken,
  room,
  session,
  settings,
} from './early.ts';
import { createClock } from './browser/clock.ts';
import { computed, type ReadonlySignal } from '@preact/signals-core';
import * as v from 'valibot';
import { PEER_SERVER_PATH } from '../shared/protocol.ts';
import { pathTo } from './browser/path-to.ts';
import { createAway } from './call/away.ts';
import { createCall, type Call } from './call/call.ts';
import type { CallState } from './call/call-state.ts';
import { createConditions } from './conditions.ts';
import { createChat } from './call/chat.ts';
import { createHands } from './call/hands.ts';
import { createNewVersion } from './call/room/new-version.ts';
import { createReactions } from './call/reactions.ts';
import { createFiles } from './call/files/files.ts';
import { reloadOnNewVersion } from './dev-reload.ts';
import { installWhenIdle } from './install.ts';
import { connectionOfBrowser, watchNetwork } from './network-change.ts';
import { createPeerJsLinks } from './links/peerjs-links.ts';
import { createScreenSource } from './media/screen-capture.ts';
import { whenParsed } from './page.ts';
import type * as Screen from './screen.ts';
import { clearSession, saveSession } from './session.ts';
import { requestAdmission } from './start/admission.ts';
import { awaitFirstPictures } from './ui/first-pictures.ts';
import { startVideosEarly } from './ui/ready-videos.ts';
import { playSounds } from './sounds.ts';

declare const __DEV__: boolean;

const { roomId } = page;

/** Where server or others are far, the time until their answer is better spent drawing. */
const LONGEST_SCREEN_DELAY_MS = 400;

/** Neither at once, over and over, nor so late that somebody has given up. */
const RELOAD_AFTER_MS = 1000;

/** A request over a network that is gone meanwhile would never end. */
const VERSION_TIMEOUT_MS = 5000;

/** Which protocol the server speaks now. */
async function askVersion(): Promise<number> {
  const response = await fetch(pathTo(page, '/api/version'), { signal: AbortSignal.timeout(VERSION_TIMEOUT_MS) });
  return v.parse(v.object({ protocolVersion: v.number() }), await response.json()).protocolVersion;
}

/** Needed seldom, and never at once. */
async function readAddresses(): Promise<readonly string[]> {
  const { readLocalAddresses } = await import('./links/local-addresses.ts');
  return readLocalAddresses();
}

function schedule(task: () => void, afterMs: number): () => void {
  const timer = setTimeout(task, afterMs);
  return () => clearTimeout(timer);
}

/**
 * What is seen comes in a chunk of its own, so that connecting does not wait for it; the page preloads both. A page
 * that cannot have its screen is of no use, and a fresh one comes back as the same participant.
 */
function withScreen(show: (screen: typeof Screen) => void): void {
  import('./screen.ts').then(
    (screen) => whenParsed(() => show(screen)),
    () => setTimeout(() => location.reload(), RELOAD_AFTER_MS),
  );
}

function start(): void {
  let identity = firstIdentity;
  const now = createClock(() => performance.now(), Date.now);

  const links = createPeerJsLinks({
    selfId: identity.participantId,
    peerServerPath: pathTo(page, PEER_SERVER_PATH),
    tokens: { first: peerToken, renew: requestPeerToken },
    ice: page.ice,
    now,
  });
  const call = createCall(
    {
      room,
      links,
      media,
      conditions: createConditions(settings.preferences),
      screenSource: createScreenSource(),
      async renewAdmission() {
        const admission = await requestAdmission(page, identity.resumeKey);
        identity = admission.identity;
        return admission;
      },
      onNetworkChange(listener) {
        watchNetwork({ page: window, connection: connectionOfBrowser(), readAddresses, schedule }, listener);
      },
      now,
      random: Math.random,
      schedule,
      report: reportError,
    },
    {
      selfId: identity.participantId,
      roster: page.roster,
      ice: page.ice,
      connectionPrefix: `mc_${crypto.getRandomValues(new Uint32Array(2)).join('')}`,
    },
  );

  // What takes a round trip first. Nobody can have said anything before this turn ends, so nothing below is late.
  const offeredName = options.name ?? settings.preferences.peek().name;
  if (session && isReload()) call.join(session.name);
  else if (page.skipsLobby) {
    call.join(offeredName);
    settings.change({ name: offeredName });
  }

  const feature = { messages: call.messages, state: call.state, now, schedule, media };
  const chat = createChat({ ...feature, timeOfDay: Date.now });
  const hands = createHands(feature);
  const away = createAway(feature);
  const reactions = createReactions(feature);
  const newVersion = createNewVersion({ ...feature, protocolVersion: page.protocolVersion, askVersion });
  playSounds(
    { call, chat, hands },
    { isOn: computed(() => settings.preferences.value.hasSounds), speakerId: media.speakerId },
  );
  const files = createFiles(call, async () => {
    const { startTransfers } = await import('./files/start-transfers.ts');
    return (options) => startTransfers({ ...options, now, schedule });
  });

  followPhase(call, () => {
    const { phase, name } = call.state.peek();
    if (phase === 'over') {
      media.suspend();
      clearSession(roomId);
    } else if (phase === 'joining') {
      media.resume();
      saveSession(roomId, { identity, name });
    }
  });
  sayFarewell(() => {
    const present = call.state.peek().phase === 'joined' ? room.session : null;
    return present === null ? null : { ticket: identity.ticket, session: present };
  });

  startVideosEarly(call.media);
  const isPictureAwaited = awaitFirstPictures(call);
  whenTime(haveOffersGone(call), () =>
    withScreen((screen) =>
      whenTime(isQuiet(call, isPictureAwaited), () =>
        screen.showRoom(page, {
          call,
          isPictureAwaited,
          newVersion,
          files,
          media,
          settings,
          offeredName,
          chat,
          hands,
          away,
          reactions,
        }),
      ),
    ),
  );
  installWhenIdle(pathTo(page, '/service-worker.js'));
}

/**
 * Whoever skips the lobby wants to see the others first, and one thread makes the offers and reads and draws the
 * screen. Its code is read while an answer is under way.
 */
const haveOffersGone = ({ state }: Call): ReadonlySignal<boolean> =>
  computed(() => state.value.phase !== 'joining' || state.value.peerServer !== 'opening');

/**
 * Drawing the room takes as long as all the messages that make a link: so it is drawn when the first picture of the
 * others is there, or when it is clear that there is nobody to wait for.
 */
const isQuiet = ({ state }: Call, isPictureAwaited: ReadonlySignal<boolean>): ReadonlySignal<boolean> =>
  computed(() => {
    const { phase, admission } = state.value;
    const isKnown = phase === 'lobby' || admission !== 'none';
    return isKnown && !isPictureAwaited.value;
  });

/** Runs a task once, in a turn of its own: when it is time, but not much later than now. */
function whenTime(isTime: ReadonlySignal<boolean>, task: () => void): void {
  const timer = setTimeout(go, LONGEST_SCREEN_DELAY_MS);
  const stop = isTime.subscribe((is) => {
    if (is) setTimeout(go);
  });
  let isGone = false;
  function go(): void {
    if (isGone) return;
    isGone = true;
    clearTimeout(timer);
    stop();
    task();
  }
}

/** A reload is how people mend a page; opening the link again is not, and shows the lobby. */
function isReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.type === 'reload';
}

function followPhase(call: Call, onChange: () => void): void {
  let before: CallState['phase'] = 'lobby';
  call.state.subscribe(({ phase }) => {
    if (phase === before) return;
    before = phase;
    onChange();
  });
}

/** A page that goes away says so: the others need not wait out its grace time. */
function sayFarewell(farewell: () => object | null): void {
  const leavePath = pathTo(page, `/api/rooms/${encodeURIComponent(roomId)}/leave`);
  addEventListener('pagehide', () => {
    const words = farewell();
    if (words) navigator.sendBeacon(leavePath, JSON.stringify(words));
  });
  // Back from the browser's cache of pages: everything this page held has been closed.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}

if (__DEV__) reloadOnNewVersion(pathTo(page, '/api/dev-version'));
if (isSupported) {
  start();
} else {
  withScreen((screen) => screen.showUnsupported(page));
}
