import { Router } from 'express';
import * as v from 'valibot';
import { roomIn } from '../../shared/room-link.ts';
import type { Assets } from './assets.ts';
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
}: {
  assets: Assets;
  translations: Translations;
  toPath: ToPath;
}): Router {
  const router = Router();
  router.get('/open', (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    const shared = v.parse(sharedSchema, request.query);
    const given = [shared.url, shared.text, shared.title].filter((each) => each.trim() !== '');
    const rooms = given.map((each) => roomIn(each, request.get('host') ?? '', toPath('/')));
    const room = rooms.find((each) => each !== null);
    if (room !== undefined) {
      response.redirect(302, toPath(`/${encodeURIComponent(room)}`));
      return;
    }
    const locale = localeOf(request);
    const isUnclear = given.length > 0;
    response.status(isUnclear ? 400 : 200);
    response.render('open', { t: translations.translate(locale), locale, assets, isUnclear, given: given[0] ?? '' });
  });
  return router;
}
