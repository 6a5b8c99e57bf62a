/**
 * Notes when the first frame of a remote camera has been decoded, the same way on every page: `firstFrameAt` is in
 * milliseconds since the navigation, `clickedAt` when somebody last clicked.
 */

/** Smaller frames are placeholders and not anybody's picture. */
const SMALLEST_PICTURE = 64;

interface Frame {
  readonly codedWidth: number;
  close(): void;
}

/** https://www.w3.org/TR/mediacapture-transform/, not in TypeScript's library. */
declare const MediaStreamTrackProcessor: new (options: { track: MediaStreamTrack }) => {
  readable: ReadableStream<Frame>;
};

const noted = globalThis as { firstFrameAt?: number; clickedAt?: number };

/** Firefox has no such processor on a page; a video element tells about a frame when it is shown, somewhat later. */
async function noteFirstShownFrame(track: MediaStreamTrack): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  video.requestVideoFrameCallback(function note(at, { width }) {
    if (width >= SMALLEST_PICTURE) noted.firstFrameAt ??= at;
    else video.requestVideoFrameCallback(note);
  });
  await video.play();
}

async function noteFirstFrame(track: MediaStreamTrack): Promise<void> {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  for (;;) {
    const { value: frame, done } = await reader.read();
    const at = performance.now();
    const width = frame?.codedWidth ?? 0;
    frame?.close();
    if (done) return;
    if (width >= SMALLEST_PICTURE) {
      noted.firstFrameAt ??= at;
      await reader.cancel();
      return;
    }
  }
}

const Native = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    this.addEventListener('track', ({ track }) => {
      if (track.kind !== 'video') return;
      void ('MediaStreamTrackProcessor' in globalThis ? noteFirstFrame(track) : noteFirstShownFrame(track));
    });
  }
};

addEventListener('click', ({ timeStamp }) => (noted.clickedAt = timeStamp), true);

export {};
