import { Peer, type MediaConnection } from 'peerjs';
import { io } from 'socket.io-client';

/**
 * The well-known tutorial, in one respect better than it: it joins when its camera is there, so it loses no call. Whoever
 * is in the room calls a newcomer, with the picture that the camera delivers, and shows everybody in a grid.
 */
const grid = document.createElement('div');
Object.assign(grid.style, { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, 200px)', gridAutoRows: '150px' });
document.body.append(grid);

function show(stream: MediaStream): void {
  if (document.getElementById(stream.id)) return;
  const video = Object.assign(document.createElement('video'), { id: stream.id, autoplay: true });
  Object.assign(video.style, { width: '100%', height: '100%', objectFit: 'cover' });
  video.srcObject = stream;
  grid.append(video);
}

const socket = io();
const peerPort = Number(new URLSearchParams(location.search).get('peers'));
const peer = new Peer({ host: location.hostname, port: peerPort, path: '/', config: { iceServers: [] } });
const opened = new Promise<string>((resolve) => void peer.once('open', resolve));
const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
show(new MediaStream(stream.getVideoTracks()));

const adopt = (call: MediaConnection): void => void call.on('stream', show);
peer.on('call', (call) => {
  call.answer(stream);
  adopt(call);
});
socket.on('user-connected', (id: string) => adopt(peer.call(id, stream)));
socket.emit('join-room', 'room', await opened);
