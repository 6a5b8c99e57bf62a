import { Router } from 'express';
import type { Assets } from './assets.ts';
import type { ToPath } from './paths.ts';
import { createRenderOnce } from './render-once.ts';
import { localeOf, type Translate, type Translations } from './i18n.ts';

/** The lobby's colours by day; tokens.css has them too. */
const PAPER = '#faf6f0';

const smallIcon = (toPath: ToPath) => ({ src: toPath('/icons/icon-192.png'), sizes: '192x192', type: 'image/png' });

/** https://www.w3.org/TR/appmanifest/ and https://wicg.github.io/manifest-incubations/ */
const manifest = (t: Translate, lang: string, toPath: ToPath) => ({
  id: toPath('/'),
  name: t('app.name'),
  short_name: t('app.name'),
  description: t('app.description'),
  lang,
  dir: 'ltr',
  start_url: toPath('/open'),
  scope: toPath('/'),
  display: 'standalone',
  background_color: PAPER,
  theme_color: PAPER,
  categories: ['communication', 'social'],
  icons: [
    { src: toPath('/icons/icon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    { ...smallIcon(toPath), purpose: 'any' },
    { src: toPath('/icons/icon-512.png'), sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: toPath('/icons/maskable-512.png'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [{ name: t('app.newRoom'), url: toPath('/'), icons: [smallIcon(toPath)] }],
  share_target: { action: toPath('/open'), method: 'GET', params: { title: 'title', text: 'text', url: 'url' } },
  protocol_handlers: [{ protocol: 'web+madang', url: toPath('/open?url=%s') }],
});

export interface InstallableOptions {
  readonly assets: Assets;
  readonly translations: Translations;
  readonly toPath: ToPath;
  /** The service worker's file as it was built. */
  readonly workerFile: string;
}

/** What makes an app of the site: its manifest, its service worker, and the page that this shows without a network. */
export function createInstallable({ assets, translations, toPath, workerFile }: InstallableOptions): Router {
  const router = Router();
  const renderOnce = createRenderOnce();

  router.get('/manifest.webmanifest', (request, response) => {
    const locale = localeOf(request);
    response.setHeader('Cache-Control', 'private, no-cache');
    response.type('application/manifest+json').send(manifest(translations.translate(locale), locale, toPath));
  });

  router.get('/service-worker.js', (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.type('text/javascript').sendFile(workerFile);
  });

  router.get('/offline', async (request, response) => {
    const locale = localeOf(request);
    response.setHeader('Cache-Control', 'no-cache');
    const t = translations.translate(locale);
    response.type('html').send(await renderOnce(response, locale, 'offline', { t, locale, assets }));
  });

  return router;
}
