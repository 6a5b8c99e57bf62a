import { SOCKET_IO_PATH } from '../../shared/protocol.ts';
import { pathTo } from '../browser/path-to.ts';
import { readLockNames } from '../browser/room-locks.ts';
import { tabsAmong } from '../call/room/room-tabs.ts';
import { makeCertificate } from '../links/certificate.ts';
import { createSocketRoomLink } from '../links/socket-room-link.ts';
import { createLocalMedia } from '../media/local-media.ts';
import { readPageData } from './page.ts';
import { readPageOptions } from './page-options.ts';
import { resumeSession } from '../browser/session.ts';
import { requestAdmission } from './admission.ts';
import { takeKeys } from '../browser/door-keys.ts';
import { createSettings } from '../browser/settings.ts';

/**
 * What takes a round trip or a person's decision. main.ts imports this before anything else, so that the camera and
 * the first socket are on their way while the rest of the bundle is still being evaluated.
 */
export const page = readPageData();

/** Before anything else is done: they leave the address bar at once. */
export const keys = takeKeys(page.roomId);

export const options = readPageOptions(location.search);

export const settings = createSettings();

export const isSupported = 'RTCPeerConnection' in globalThis;

export const media = createLocalMedia(
  {
    microphone: isSupported && options.microphone && settings.preferences.peek().startsWithMicrophone,
    camera: isSupported && options.camera && settings.preferences.peek().startsWithCamera,
  },
  settings.preferences,
);

/** Made on a thread of the browser, while the rest of the bundle is evaluated. */
export const certificate = makeCertificate();

const [resumed, lockNames] = await Promise.all([resumeSession(page.roomId, page.identity), readLockNames()]);

/** Null unless this is a tab that has been in this room before its reload. */
export const { session } = resumed;

export const { identity } = resumed;

/** Tabs of this browser that are in the room already. */
export const tabsInRoom = tabsAmong(lockNames, identity.participantId);

export async function requestPeerToken(): Promise<string> {
  return (await requestAdmission(page, identity.resumeKey)).identity.peerToken;
}

/** The page's own is for a participant that a page which was here before does not need: it asks for one at once. */
export const peerToken = identity === page.identity ? page.identity.peerToken : requestPeerToken();

export const room = createSocketRoomLink(identity.ticket, pathTo(page, SOCKET_IO_PATH));
if (isSupported) room.connect();
