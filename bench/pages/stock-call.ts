import { Peer } from 'peerjs';
import { io } from 'socket.io-client';

/**
 * The baseline for recovery: PeerJS as it comes, with the reconnecting that its documentation shows. It is let into a
 * room of our server like any page, and calls whoever is there.
 */
interface PageData {
  readonly identity: { readonly participantId: string; readonly ticket: string; readonly peerToken: string };
  readonly ice: { readonly servers: RTCIceServer[] };
}

const html = await (await fetch('/stock')).text();
const block = new DOMParser().parseFromString(html, 'text/html').getElementById('page-data');
const { identity, ice } = JSON.parse(block?.textContent ?? '') as PageData;

const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 }, audio: true });
const peer = new Peer(identity.participantId, {
  host: location.hostname,
  port: Number(location.port),
  path: '/peerjs',
  token: identity.peerToken,
  config: { iceServers: ice.servers },
});
const show = (remote: MediaStream): void => {
  const [video = document.body.appendChild(document.createElement('video'))] = document.querySelectorAll('video');
  Object.assign(video, { autoplay: true, muted: true, srcObject: remote });
};
peer.on('disconnected', () => peer.reconnect());
peer.on('call', (call) => {
  call.answer(stream);
  call.on('stream', show);
});
await new Promise<void>((resolve) => peer.once('open', () => resolve()));

const socket = io({ transports: ['websocket'], auth: { ticket: identity.ticket } });
interface Joined {
  readonly value: { readonly roster: { readonly participants: readonly { readonly id: string }[] } };
}
const { value } = (await socket.emitWithAck('room:join', { name: 'Stock' })) as Joined;
for (const { id } of value.roster.participants) {
  if (id !== identity.participantId) peer.call(id, stream).on('stream', show);
}
