import { Router, type Request } from 'express';
import * as v from 'valibot';
import type { Locale } from '../../shared/locales.ts';
import {
  createLanguageNames,
  MAX_QUERY_LENGTH,
  search,
  type PublicRoom,
  type PublicRoomsPage,
} from '../../shared/public-rooms.ts';
import { roomIn } from '../../shared/room-link.ts';
import { isReservedName } from '../../shared/room-name.ts';
import type { Assets } from './assets.ts';
import { localeOf, type Translations } from './i18n.ts';
import type { OwnHosts } from './own-hosts.ts';
import type { ToPath } from './paths.ts';
import { toScriptJson } from './script-json.ts';

export interface PublicRoomsOptions {
  /** The newest activity first. */
  readonly all: () => readonly PublicRoom[];
  readonly assets: Assets;
  readonly translations: Translations;
  readonly basePath: string;
  readonly toPath: ToPath;
  readonly ownHosts: OwnHosts;
}

/** Longer than any link that somebody pastes. */
const MAX_OPEN_LENGTH = 4096;

const field = (maxLength: number) => v.fallback(v.pipe(v.string(), v.maxLength(maxLength), v.trim()), '');
const querySchema = v.object({ q: field(MAX_QUERY_LENGTH), open: field(MAX_OPEN_LENGTH) });

/** The texts of the page's script. */
function textsOf(catalogue: Record<string, unknown>): Record<string, unknown> {
  return { publicRooms: catalogue['publicRooms'] };
}

/**
 * `GET /rooms`: the rooms that hosts have listed, and a field that opens a room by its name. The page is whole without
 * its script, which only keeps the list as it is now.
 */
export function createPublicRooms(options: PublicRoomsOptions): Router {
  const { all, assets, translations, basePath, toPath, ownHosts } = options;
  const router = Router();

  function pageData(locale: Locale): PublicRoomsPage {
    const catalogue = textsOf(translations.catalogue(locale));
    return { basePath, locale, catalogue, catalogueUrls: assets.locales, rooms: all() };
  }

  /** Where the name that somebody typed leads, or why nowhere. */
  function roomFor(request: Request, typed: string): { room: string } | 'reserved' | 'rule' {
    if (isReservedName(typed)) return 'reserved';
    const found = roomIn([typed], { hosts: ownHosts(request.headers), root: toPath('/') });
    return typeof found === 'object' ? found : 'rule';
  }

  router.get('/rooms', (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    const { q, open } = v.parse(querySchema, request.query);
    const found = open === '' ? null : roomFor(request, open);
    if (typeof found === 'object' && found !== null) {
      response.redirect(302, toPath(`/${encodeURIComponent(found.room)}`));
      return;
    }
    const locale = localeOf(request);
    const languageName = createLanguageNames(locale);
    response.status(found === null ? 200 : 400);
    response.render('public-rooms', {
      t: translations.translate(locale),
      locale,
      assets,
      languageName,
      query: q,
      open,
      problem: found,
      rooms: search(all(), q, languageName),
      pageData: toScriptJson(pageData(locale)),
    });
  });

  return router;
}
