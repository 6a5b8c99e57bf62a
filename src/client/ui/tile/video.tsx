import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Size } from '../stage/grid.ts';
import { takeVideo } from './ready-videos.ts';

interface LayerProps {
  readonly stream: MediaStream;
  readonly isMirrored: boolean;
  readonly isShown: boolean;
  readonly onPicture: () => void;
  readonly onSize: (size: Size) => void;
}

/** One stream; says when it has a picture to show. */
function Layer({ stream, isMirrored, isShown, onPicture, onSize }: LayerProps) {
  const place = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement | null>(null);
  const latest = useRef({ onPicture, onSize });
  latest.current = { onPicture, onSize };

  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const taken = takeVideo(element.ownerDocument, stream);
    video.current = taken;
    const tell = (): void => latest.current.onPicture();
    const tellSize = (): void => latest.current.onSize({ width: taken.videoWidth, height: taken.videoHeight });
    taken.addEventListener('loadeddata', tell);
    // Also at first; later when a phone is turned.
    taken.addEventListener('resize', tellSize);
    element.replaceChildren(taken);
    // Safari starts nothing that is not on the page; elsewhere it plays already.
    taken.play().catch(() => undefined);
    if (taken.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) tell();
    if (taken.videoWidth > 0) tellSize();
    return () => {
      taken.removeEventListener('loadeddata', tell);
      taken.removeEventListener('resize', tellSize);
    };
  }, [stream]);
  useLayoutEffect(() => {
    const look = `video ${isMirrored ? 'video--mirrored' : ''} ${isShown ? '' : 'video--waiting'}`;
    if (video.current) video.current.className = look;
  }, [stream, isMirrored, isShown]);
  return <div ref={place} class="video-place" />;
}

export interface VideoProps {
  readonly stream: MediaStream | null;
  readonly isMirrored?: boolean;
  /** The size of its picture, now and whenever it is another. */
  readonly onSize?: (size: Size) => void;
}

/**
 * A picture without sound: what is heard comes from remote-audio.tsx, wherever the tile may be. When another stream
 * takes over, the last picture of the one before stays until the new one has its first.
 */
export function Video({ stream, isMirrored = false, onSize }: VideoProps) {
  const shown = useSignal(stream);
  const latest = useRef(stream);
  latest.current = stream;

  useEffect(() => {
    // Nothing to keep, or nothing to wait for.
    if (shown.peek() === null || stream === null) shown.value = stream;
  }, [shown, stream]);

  const layers = [...new Set([shown.value, stream])].filter((layer) => layer !== null);
  if (layers.length === 0) return <video class="video" muted />;
  return (
    <>
      {layers.map((layer) => (
        <Layer
          key={layer.id}
          stream={layer}
          isMirrored={isMirrored}
          isShown={layer === shown.value}
          onPicture={() => {
            if (layer === latest.current) shown.value = layer;
          }}
          onSize={(size) => {
            if (layer === latest.current) onSize?.(size);
          }}
        />
      ))}
    </>
  );
}
