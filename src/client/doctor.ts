import { PEER_SERVER_PATH, SOCKET_IO_PATH } from '../shared/protocol.ts';
import { parseRoomName } from '../shared/room-name.ts';
import { pathTo } from './browser/path-to.ts';
import { createExamination } from './call/doctor/examination.ts';
import { limited } from './links/checks/check-limit.ts';
import { encoderCheck } from './links/checks/encoder-check.ts';
import { createRelayCheck, createStunCheck } from './links/checks/ice-checks.ts';
import { createPeerServerCheck, createWebSocketCheck } from './links/checks/socket-checks.ts';
import { createDeviceChecks } from './media/checks/device-checks.ts';
import { createSpeakerCheck } from './media/checks/speaker-check.ts';
import { elementById, readPageData, whenParsed } from './start/page.ts';
import { requestAdmission } from './start/admission.ts';
import type { DoctorContext } from './ui/doctor/context.ts';
import { mountDoctor } from './ui/doctor/doctor.tsx';
import { startLocale } from './ui/kit/i18n.ts';

/** The page at /doctor: tries everything that a call needs, one thing at a time, in a room of its own. */

/** A camera that is asleep takes a second or two. */
const CAMERA_LIMIT_MS = 8000;

/** Time to read the sentence and say something. */
const VOICE_LIMIT_MS = 12_000;

/** A broken encoder stops at once; one that is only slow gets this far. */
const ENCODER_LIMIT_MS = 8000;

/** Two ways to the server, one after the other. */
const SOCKET_LIMIT_MS = 15_000;

/**
 * A browser gives up on a STUN or TURN server that is silent after some 10 s (RFC 8489, section 6.2.1); one that needs
 * longer is of no use to a call either.
 */
const ICE_LIMIT_MS = 12_000;

const page = readPageData();

async function requestPeerToken(): Promise<string> {
  return (await requestAdmission(page, page.identity.resumeKey)).identity.peerToken;
}

const devices = createDeviceChecks();
const speaker = createSpeakerCheck();
const examination = createExamination({
  // The prompt is answered by a person, who may take their time: only what comes after it is limited.
  camera: async (signal) => {
    await devices.ask();
    return limited(devices.camera, CAMERA_LIMIT_MS)(signal);
  },
  microphone: limited(devices.microphone, VOICE_LIMIT_MS),
  speaker: speaker.check,
  encoder: limited(encoderCheck, ENCODER_LIMIT_MS),
  websocket: limited(createWebSocketCheck({ ...page.identity, path: pathTo(page, SOCKET_IO_PATH) }), SOCKET_LIMIT_MS),
  'peer-server': limited(
    createPeerServerCheck({ ...page.identity, path: pathTo(page, PEER_SERVER_PATH) }, requestPeerToken),
    SOCKET_LIMIT_MS,
  ),
  stun: limited(createStunCheck(page.ice.servers), ICE_LIMIT_MS),
  'relay-udp': limited(createRelayCheck(page.ice.servers, 'udp'), ICE_LIMIT_MS),
  'relay-tcp': limited(createRelayCheck(page.ice.servers, 'tcp'), ICE_LIMIT_MS),
  'relay-tls': limited(createRelayCheck(page.ice.servers, 'tls'), ICE_LIMIT_MS),
});

examination.phase.subscribe((phase) => {
  if (phase !== 'running') devices.close();
});
addEventListener('pagehide', () => examination.stop());

const room = parseRoomName(new URLSearchParams(location.search).get('room') ?? '');

/** In the address of a page that is to begin at once. */
const BEGIN = '#begin';

/** The relay's credentials in a page that stood open for minutes have ended (rule I6): a fresh page has others. */
async function start(): Promise<void> {
  const { expiresInMs } = page.ice;
  if (expiresInMs === null || performance.now() < expiresInMs) return examination.start();
  location.hash = BEGIN;
  location.reload();
}

const context: DoctorContext = {
  examination: { ...examination, start },
  speaker,
  picture: devices.picture,
  level: devices.level,
  room,
};

startLocale(page);
if (location.hash === BEGIN) {
  history.replaceState(null, '', location.pathname + location.search);
  void examination.start();
}
whenParsed(() => mountDoctor(elementById('app'), page, 'RTCPeerConnection' in globalThis ? context : null));
