import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

interface LayerProps {
  readonly stream: MediaStream;
  readonly isMirrored: boolean;
  readonly isShown: boolean;
  readonly onPicture: () => void;
}

/** One stream; says when it has a picture to show. */
function Layer({ stream, isMirrored, isShown, onPicture }: LayerProps) {
  const element = useRef<HTMLVideoElement>(null);
  useLayoutEffect(() => {
    const video = element.current;
    if (video && video.srcObject !== stream) video.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={element}
      class={`video ${isMirrored ? 'video--mirrored' : ''} ${isShown ? '' : 'video--waiting'}`}
      autoplay
      playsInline
      muted
      onLoadedData={onPicture}
    />
  );
}

/**
 * A picture without sound: what is heard comes from remote-audio.tsx, wherever the tile may be. When another stream
 * takes over, the last picture of the one before stays until the new one has its first.
 */
export function Video({ stream, isMirrored = false }: { stream: MediaStream | null; isMirrored?: boolean }) {
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
        />
      ))}
    </>
  );
}
