import { io } from 'socket.io-client';

/**
 * The baseline: what a page must do at least. Socket.IO and the camera start side by side; when both are there it
 * joins, and offers to everybody who is in the room already.
 */
interface Signal {
  readonly from: string;
  readonly description?: RTCSessionDescriptionInit;
  readonly candidate?: RTCIceCandidateInit;
}

const socket = io({ transports: ['websocket'] });
const connections = new Map<string, RTCPeerConnection>();
const media = navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480, frameRate: 30 }, audio: true });

async function connectionTo(id: string): Promise<RTCPeerConnection> {
  const known = connections.get(id);
  if (known) return known;
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  connections.set(id, connection);
  const stream = await media;
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) socket.emit('signal', { to: id, candidate });
  });
  connection.addEventListener('track', ({ streams }) => {
    if (document.getElementById(id)) return;
    const video = Object.assign(document.createElement('video'), { id, autoplay: true, muted: true });
    video.srcObject = streams[0] ?? null;
    document.body.append(video);
  });
  return connection;
}

async function describe(id: string, connection: RTCPeerConnection): Promise<void> {
  await connection.setLocalDescription();
  socket.emit('signal', { to: id, description: connection.localDescription });
}

let signals = Promise.resolve();
socket.on('signal', ({ from, description, candidate }: Signal) => {
  signals = signals.then(async () => {
    const connection = await connectionTo(from);
    if (description) {
      await connection.setRemoteDescription(description);
      if (description.type === 'offer') await describe(from, connection);
    } else if (candidate) await connection.addIceCandidate(candidate);
  });
});

await Promise.all([media, new Promise<void>((resolve) => socket.once('connect', resolve))]);
const others = (await socket.emitWithAck('join')) as string[];
await Promise.all(others.map(async (id) => describe(id, await connectionTo(id))));
document.body.dataset['isReady'] = 'yes';
