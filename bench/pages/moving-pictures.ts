/**
 * Notes when the pictures of `others` people have all moved on this page: `allMovingAt`, in milliseconds since the
 * epoch. A picture moves when a few frames of it have been shown in a video that can be seen.
 */
const MOVING_FRAMES = 5;

const noted = globalThis as { allMovingAt?: number; others?: number };
const received = new WeakSet<MediaStreamTrack>();
const frames = new Map<string, number>();
const watched = new WeakSet<HTMLVideoElement>();

const receivedTrack = ({ srcObject }: HTMLVideoElement): MediaStreamTrack | undefined =>
  srcObject instanceof MediaStream ? srcObject.getVideoTracks().find((track) => received.has(track)) : undefined;

function watch(video: HTMLVideoElement): void {
  if (watched.has(video) || !receivedTrack(video)) return;
  watched.add(video);
  video.requestVideoFrameCallback(function count() {
    const id = receivedTrack(video)?.id;
    if (id !== undefined && video.checkVisibility({ opacityProperty: true })) frames.set(id, (frames.get(id) ?? 0) + 1);
    const moving = [...frames.values()].filter((shown) => shown >= MOVING_FRAMES).length;
    if (moving >= (noted.others ?? Infinity)) noted.allMovingAt ??= Date.now();
    else video.requestVideoFrameCallback(count);
  });
}

const Native = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    this.addEventListener('track', ({ track }) => received.add(track));
  }
};

setInterval(() => document.querySelectorAll('video').forEach(watch), 50);

export {};
