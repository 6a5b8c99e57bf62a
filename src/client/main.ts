import {
  certificate as makingCertificate,
  identity as firstIdentity,
  isSupported,
  keys,
  media,
  options,
  page,
  peerToken,
  requestPeerToken,
  room,
  session,
  settings,
  tabsInRoom,
} from './start/early.ts';
import { createClock } from './browser/clock.ts';
import { isReload } from './browser/is-reload.ts';
import { computed } from '@preact/signals-core';
import { PEER_SERVER_PATH } from '../shared/protocol.ts';
import { pathTo } from './browser/path-to.ts';
import { schedule } from './browser/schedule.ts';
import { sayFarewell } from './browser/say-farewell.ts';
import { createCall, type Call } from './call/call.ts';
import { isInCall } from './call/room/call-state.ts';
import { createConditions } from './browser/conditions.ts';
import { createNewVersion } from './call/room/new-version.ts';
import { createOwnTabs } from './call/room/own-tabs.ts';
import { createTogether } from './call/together/together.ts';
import { createFiles } from './call/files/files.ts';
import { reloadOnNewVersion } from './start/dev-reload.ts';
import { installWhenIdle } from './start/install.ts';
import { connectionOfBrowser, watchNetwork } from './browser/network-change.ts';
import { createPeerJsLinks, type PeerJsLinksOptions } from './links/peerjs-links.ts';
import { createScreenSource } from './media/screen-capture.ts';
import { whenParsed } from './start/page.ts';
import type * as Screen from './start/screen.ts';
import { clearSession, forgetPlace, releaseIdentity, saveSession, type Session } from './browser/session.ts';
import { rememberStay } from './start/remember-stay.ts';
import { requestAdmission } from './start/admission.ts';
import { rememberDevices } from './start/remember-devices.ts';
import { askVersion } from './start/ask-version.ts';
import { whenOffersAreGone, whenQuiet, whenSettled } from './start/moments.ts';
import { awaitFirstPictures } from './ui/stage/first-pictures.ts';
import { startVideosEarly } from './ui/tile/ready-videos.ts';
import { playSounds } from './browser/notices/sounds.ts';

declare const __DEV__: boolean;

const { roomId } = page;

/** Neither at once, over and over, nor so late that somebody has given up. */
const RELOAD_AFTER_MS = 1000;

async function readAddresses(): Promise<readonly string[]> {
  const { readLocalAddresses } = await import('./links/local-addresses.ts');
  return readLocalAddresses();
}

/**
 * What is seen comes in a chunk of its own, so that connecting does not wait for it; the page preloads both. A page
 * that cannot have its screen is of no use, and a fresh one comes back as the same participant.
 */
function withScreen(show: (screen: typeof Screen) => void): void {
  import('./start/screen.ts').then(
    (screen) => whenParsed(() => show(screen)),
    () => setTimeout(() => location.reload(), RELOAD_AFTER_MS),
  );
}

function start(certificate: PeerJsLinksOptions['certificate']): void {
  let identity = firstIdentity;
  const now = createClock(() => performance.now(), Date.now);

  const links = createPeerJsLinks({
    selfId: identity.participantId,
    peerServerPath: pathTo(page, PEER_SERVER_PATH),
    tokens: { first: peerToken, renew: requestPeerToken },
    ice: page.ice,
    certificate,
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
      keys,
      connectionPrefix: `mc_${crypto.getRandomValues(new Uint32Array(2)).join('')}`,
    },
  );

  const rejoining = session && isReload() ? session : null;
  const ownCall = { selfId: identity.participantId, isInCall: computed(() => isInCall(call.state.value)) };
  const ownTabs = createOwnTabs({
    ...ownCall,
    first: tabsInRoom,
    since: rejoining?.since ?? null,
    media,
    timeOfDay: Date.now,
    async openChannel(tabs) {
      const { openTabChannel } = await import('./browser/tab-channel.ts');
      return openTabChannel({
        ...ownCall,
        ...tabs,
        handOver() {
          const handedOver = sessionNow();
          clearSession(roomId);
          releaseIdentity();
          return handedOver;
        },
        takeOver(handedOver) {
          saveSession(roomId, handedOver);
          location.reload();
        },
      });
    },
  });
  const sessionNow = (): Session => ({
    identity,
    name: call.state.peek().name,
    since: ownTabs.since.peek() ?? Date.now(),
  });

  // What takes a round trip first. Nobody can have said anything before this turn ends, so nothing below is late.
  const offeredName = options.name ?? settings.preferences.peek().name;
  if (rejoining) call.join(rejoining.name);
  else if (page.skipsLobby) {
    call.join(offeredName);
    settings.change({ name: offeredName });
  }

  // A page that skips the lobby is past it by now.
  rememberDevices({ call, media, settings, options });
  const { messages, hosting, state, notify } = call;
  const feature = { messages, onAsk: hosting.onAsk, state, notify, now, schedule, media };
  const together = createTogether({ ...feature, timeOfDay: Date.now });
  const newVersion = createNewVersion({
    ...feature,
    protocolVersion: page.protocolVersion,
    askVersion: () => askVersion(page),
  });
  playSounds(call, {
    isOn: computed(() => settings.preferences.value.hasSounds && !ownTabs.isSecond.value),
    speakerId: media.speakerId,
    now,
  });
  const files = createFiles(call, async () => {
    const { startTransfers } = await import('./files/start-transfers.ts');
    return (options) => startTransfers({ ...options, now, schedule });
  });

  rememberStay({ call, media, ownTabs, roomId, keys, identity: () => identity, session: sessionNow });
  sayFarewell(pathTo(page, `/api/rooms/${encodeURIComponent(roomId)}/leave`), {
    isInside: computed(() => call.state.value.phase === 'joined'),
    announceClosing: room.announceClosing,
    words() {
      forgetPlace(identity);
      return room.session === null ? null : { ticket: identity.ticket, session: room.session };
    },
    hangUp: room.close,
  });
  startVideosEarly(call.media);
  const isPictureAwaited = awaitFirstPictures(call);
  const show = (screen: typeof Screen): void =>
    screen.showRoom(page, {
      call,
      isPictureAwaited,
      newVersion,
      ownTabs,
      files,
      media,
      settings,
      offeredName,
      serviceNotice: room.serviceNotice,
      together,
    });
  whenOffersAreGone(call, () => withScreen((screen) => whenQuiet(call, isPictureAwaited, () => show(screen))));
  if (page.wantsReports) {
    whenSettled(call, isPictureAwaited, () => void startReports(call));
  }
  installWhenIdle(pathTo(page, '/service-worker.js'));
}

/** The server's admin page shows how links are. */
async function startReports({ state, troubles }: Call): Promise<void> {
  const { reportLinks } = await import('./call/quality/link-report.ts');
  reportLinks({ state, troubles, schedule, send: room.report });
}

if (__DEV__) reloadOnNewVersion(pathTo(page, '/api/dev-version'));
if (isSupported) {
  start(await makingCertificate);
} else {
  withScreen((screen) => screen.showUnsupported(page));
}
