/**
 * Notes when the first frame of somebody else's camera is painted, the same way on every page: `firstFrameAt` is in
 * milliseconds since the navigation, `clickedAt` when somebody last clicked. A video counts once it is in the page, can
 * be seen, and has a picture; it is painted when the frame in which that is so has been drawn.
 */

/** Smaller frames are placeholders and not anybody's picture. */
const SMALLEST_PICTURE = 64;

const noted = globalThis as { firstFrameAt?: number; clickedAt?: number };
const received = new WeakSet<MediaStreamTrack>();

const hasReceived = (video: HTMLVideoElement): boolean =>
  video.srcObject instanceof MediaStream && video.srcObject.getVideoTracks().some((track) => received.has(track));

/** What hides a picture that is there: a tile fades in, or stands outside of the window. */
const isSeen = (video: HTMLVideoElement): boolean =>
  video.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && video.getBoundingClientRect().width > 0;

const hasPicture = (video: HTMLVideoElement): boolean =>
  video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth >= SMALLEST_PICTURE;

/** What is true when a frame begins is drawn with it; the next one begins after that. */
function look(): void {
  const isThere = [...document.querySelectorAll('video')].some(
    (video) => hasReceived(video) && hasPicture(video) && isSeen(video),
  );
  requestAnimationFrame(isThere ? (at) => (noted.firstFrameAt ??= at) : look);
}

const Native = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    this.addEventListener('track', ({ track }) => received.add(track));
  }
};

addEventListener('click', ({ timeStamp }) => (noted.clickedAt = timeStamp), true);
Object.assign(globalThis, {
  /** Begins anew, for pages that measure more than once. */
  watchFirstFrame() {
    delete noted.firstFrameAt;
    requestAnimationFrame(look);
  },
});
requestAnimationFrame(look);

export {};
