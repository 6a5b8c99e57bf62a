import { Peer, type MediaConnection } from 'peerjs';

/**
 * A mesh as most apps on PeerJS have it: the camera asked for in HD, a call to everybody, and never a word about what
 * is sent. `?me=a,b&call=c&count=4`: who this is, whom they call, and for how many people the grid is laid out. Several
 * on one page have one camera and one microphone together; to whoever they call they are as several.
 */
const query = new URLSearchParams(location.search);
const idsIn = (key: string): readonly string[] => (query.get(key) ?? '').split(',').filter((id) => id !== '');
const count = Number(query.get('count'));
const columns = Math.ceil(Math.sqrt(count));
const GAP = 8;
const TALLEST_BAR = 72;

const grid = document.createElement('div');
Object.assign(grid.style, {
  display: 'grid',
  gridTemplateColumns: `repeat(${columns}, 1fr)`,
  gridAutoRows: `calc((100vh - ${TALLEST_BAR + GAP}px) / ${Math.ceil(count / columns)} - ${GAP}px)`,
  gap: `${GAP}px`,
});
document.body.style.cssText = 'margin: 8px; background: #000';
document.body.append(grid);

function show(stream: MediaStream): void {
  if (document.getElementById(stream.id)) return;
  const video = Object.assign(document.createElement('video'), { id: stream.id, autoplay: true, muted: true });
  Object.assign(video.style, { width: '100%', height: '100%', objectFit: 'cover' });
  video.srcObject = stream;
  grid.append(video);
}

function hear(stream: MediaStream): void {
  const audio = new Audio();
  audio.srcObject = stream;
  void audio.play();
}

const stream = await navigator.mediaDevices.getUserMedia({
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
  audio: true,
});
show(new MediaStream(stream.getVideoTracks()));

function adopt(call: MediaConnection): void {
  let isKnown = false;
  call.on('stream', (remote) => {
    if (isKnown) return;
    isKnown = true;
    show(remote);
    hear(remote);
  });
}

function join(id: string): Promise<void> {
  // Streams and tracks that can be told apart, of the same camera.
  const own = stream.clone();
  const peer = new Peer(id, {
    host: location.hostname,
    port: Number(location.port),
    path: '/peerjs',
    config: { iceServers: [] },
  });
  peer.on('call', (call) => {
    call.answer(own);
    adopt(call);
  });
  return new Promise((resolve) => {
    peer.on('open', () => {
      for (const other of idsIn('call')) adopt(peer.call(other, own));
      resolve();
    });
  });
}

await Promise.all(idsIn('me').map(join));
document.title = 'open';
