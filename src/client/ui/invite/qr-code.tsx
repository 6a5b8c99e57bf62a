import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { useT } from '../kit/i18n.ts';

/** A QR code as one SVG path; its library is loaded when the first one is shown. */
export function QrCode({ text }: { text: string }) {
  const t = useT();
  const modules = useSignal<readonly (readonly boolean[])[]>([]);

  useEffect(() => {
    let isCurrent = true;
    import('./qr-modules.ts').then(
      ({ qrModules }) => {
        if (isCurrent) modules.value = qrModules(text);
      },
      // The server is away. The link beside it does the same.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [text, modules]);

  const size = modules.value.length;
  const path = modules.value
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('invite.qr')} shape-rendering="crispEdges">
      <path d={path} fill="#1d1a17" />
    </svg>
  );
}
