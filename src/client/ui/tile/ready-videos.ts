import { effect, type ReadonlySignal } from '@preact/signals-core';

/** Without sound: what is heard comes from remote-audio.tsx. */
function createVideo(page: Document, stream: MediaStream): HTMLVideoElement {
  const video = page.createElement('video');
  Object.assign(video, { muted: true, autoplay: true, playsInline: true, srcObject: stream });
  // By `autoplay` alone browsers start what is muted only once it can be seen. Fails where its stream is replaced at once.
  video.play().catch(() => undefined);
  return video;
}

const ready = new WeakMap<MediaStream, HTMLVideoElement>();
const known = new WeakSet<MediaStream>();

/**
 * Starts to play what comes from the others before there is a tile for it: a video takes some frames to start, and by
 * the time the tile is drawn the picture is there.
 */
export function startVideosEarly(media: ReadonlySignal<ReadonlyMap<string, { readonly stream: MediaStream }>>): void {
  effect(() => {
    for (const { stream } of media.value.values()) {
      if (known.has(stream)) continue;
      known.add(stream);
      ready.set(stream, createVideo(document, stream));
    }
  });
}

/** The element that plays this stream and has no tile yet. */
export const earlyVideoOf = (stream: MediaStream | undefined): HTMLVideoElement | null =>
  (stream && ready.get(stream)) ?? null;

/** An element that plays this stream, to be put on `page`; it may have a picture already. */
export function takeVideo(page: Document, stream: MediaStream): HTMLVideoElement {
  const early = page === document ? ready.get(stream) : undefined;
  ready.delete(stream);
  return early ?? createVideo(page, stream);
}
