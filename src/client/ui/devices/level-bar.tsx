import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

/** A live meter of one's own microphone; moves without rendering anything anew. */
export function LevelBar() {
  const { media } = useApp();
  const t = useT();
  const bar = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      bar.current?.style.setProperty('--level', media.audioLevel().toFixed(3));
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [media]);

  return (
    <span class="level" role="img" aria-label={t('lobby.level')}>
      <span class="level__bar" ref={bar} />
    </span>
  );
}
