import { Brand } from '../kit/brand.tsx';
import { useT } from '../kit/i18n.ts';

/** In a browser without WebRTC. */
export function Unsupported() {
  const t = useT();
  return (
    <main class="notice-page">
      <Brand />
      <h1>{t('unsupported.title')}</h1>
      <p>{t('unsupported.text')}</p>
    </main>
  );
}
