/**
 * Notes when the picture of somebody else last moved on this page, as a person sees it: every video that is not one's
 * own counts, whichever element it is in at the time.
 */
interface Noted {
  /** Of the frames shown since `restartFrameWatch`, in milliseconds since the epoch. */
  frameTimes: number[];
  restartFrameWatch(): void;
}

const noted = globalThis as unknown as Noted;
noted.frameTimes = [];
noted.restartFrameWatch = () => (noted.frameTimes = []);

const watched = new WeakSet<HTMLVideoElement>();

function watch(video: HTMLVideoElement): void {
  if (watched.has(video) || video.closest('[data-self]')) return;
  watched.add(video);
  const onFrame = (): void => {
    noted.frameTimes.push(Date.now());
    video.requestVideoFrameCallback(onFrame);
  };
  video.requestVideoFrameCallback(onFrame);
}

/** Videos come late and are replaced while a link is mended. */
setInterval(() => document.querySelectorAll('video').forEach(watch), 20);

export {};
