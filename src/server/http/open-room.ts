import { Router } from 'express';
import * as v from 'valibot';
import { roomIn } from '../../shared/room-link.ts';
import type { Assets } from './assets.ts';
import type { OwnHosts } from './own-hosts.ts';
import type { ToPath } from './paths.ts';
import { localeOf, type Translations } from './i18n.ts';

/** Longer than any text in which somebody would send a link. */
const MAX_TEXT_LENGTH = 4096;

/** What a system hands on when something is shared with us; the link may be in any of it. */
const text = v.fallback(v.pipe(v.string(), v.maxLength(MAX_TEXT_LENGTH)), '');
const sharedSchema = v.object({ url: text, text, title: text });

/** `GET /open?url=…&text=…`: opens the room that somebody shared with us, or asks which one. */
export function createOpenRoom({
  assets,
  translations,
  toPath,
  ownHosts,
}: {
  assets: Assets;
  translations: Translations;
  toPath: ToPath;
  ownHosts: OwnHosts;
}): Router {
  const router = Router();
  router.get('/open', (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    const shared = v.parse(sharedSchema, request.query);
    const given = [shared.url, shared.text, shared.title].filter((each) => each.trim() !== '');
    const found = roomIn(given, { hosts: ownHosts(request.headers), root: toPath('/') });
    if (typeof found === 'object') {
      response.redirect(302, toPath(`/${encodeURIComponent(found.room)}`));
      return;
    }
    const locale = localeOf(request);
    const problem = given.length > 0 ? found : null;
    response.status(problem === null ? 200 : 400);
    response.render('open', { t: translations.translate(locale), locale, assets, problem, given: given[0] ?? '' });
  });
  return router;
}
