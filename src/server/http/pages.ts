import { Router, type Request, type Response } from 'express';
import { v4 as uuid } from 'uuid';
import type { Locale } from '../../shared/locales.ts';
import type { PageData } from '../../shared/page-data.ts';
import type { RoomId } from '../../shared/protocol.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol-version.ts';
import { parseRoomName } from '../../shared/room-name.ts';
import type { Admit } from './admission.ts';
import type { Assets } from './assets.ts';
import type { BrowserCookie } from './browser-cookie.ts';
import type { SendError } from './errors.ts';
import type { ToPath } from './paths.ts';
import { localeOf, type Translations } from './i18n.ts';
import { createRenderOnce, sendHtml } from './render-once.ts';
import { textsWithKeys } from './some-texts.ts';
import { toScriptJson } from './script-json.ts';

export interface PagesOptions {
  readonly admit: Admit;
  readonly browserCookie: Pick<BrowserCookie, 'recognise'>;
  readonly assets: Assets;
  readonly translations: Translations;
  readonly basePath: string;
  readonly hasPublicRooms: boolean;
  readonly wantsReports: boolean;
  /** Whether this room cannot come into being now; any new room for null. */
  readonly isPaused: (roomId: RoomId | null) => Promise<boolean>;
  readonly toPath: ToPath;
  readonly sendError: SendError;
}

/** What of a page's data is the same for everybody who gets it in one language. Most of a page is this. */
type Common =
  'basePath' | 'hasPublicRooms' | 'wantsReports' | 'protocolVersion' | 'locale' | 'catalogue' | 'catalogueUrls';

/** Stands where a page's own data go; no text and no JSON holds it. */
const OWN_DATA = '\u0000';

/** `{"common":1` and `{"own":2}` as one object. */
const joinJson = (common: string, own: string): string => `${common.slice(0, -1)},${own.slice(1)}`;

/**
 * Whether the person opened this page: typed, pasted, bookmarked or reloaded it, or came from a page of ours. Another
 * site can open any address in somebody's browser, and must not put them on air with it. Browsers say which it is, but
 * not on plain http outside localhost, and Safari not before 16.4: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
const isOpenedByPerson = (request: Request): boolean =>
  ['none', 'same-origin'].includes(request.get('Sec-Fetch-Site') ?? '') &&
  // What a service worker asks for counts as asked by us: its own fetches are for no document, its preloads say so.
  request.get('Sec-Fetch-Dest') === 'document' &&
  request.get('Service-Worker-Navigation-Preload') === undefined;

/** A browser or a search engine may come back then. */
const PAUSE_SECONDS = 300;

const queryOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

export function createPages(options: PagesOptions): Router {
  const {
    admit,
    browserCookie,
    assets,
    translations,
    basePath,
    hasPublicRooms,
    wantsReports,
    isPaused,
    toPath,
    sendError,
  } = options;
  const router = Router();
  const renderOnce = createRenderOnce();

  /** A page up to its own data, and after it. */
  async function frameOf(response: Response, locale: Locale, page: Assets['room']): Promise<[string, string]> {
    const catalogue = translations.catalogue(locale);
    const common: Pick<PageData, Common> = {
      basePath,
      hasPublicRooms,
      wantsReports,
      protocolVersion: PROTOCOL_VERSION,
      locale,
      catalogue: page === assets.doctor ? catalogue : textsWithKeys(catalogue, assets.roomTexts),
      catalogueUrls: assets.locales,
    };
    const html = await renderOnce(response, `${locale} ${page.script}`, 'room', {
      t: translations.translate(locale),
      locale,
      assets,
      page,
      pageData: joinJson(toScriptJson(common), `{${OWN_DATA}`),
    });
    const [before = '', after = ''] = html.split(OWN_DATA);
    return [before, after];
  }

  /** While no new rooms are let in. */
  function sendPause(request: Request, response: Response): void {
    response.setHeader('Retry-After', PAUSE_SECONDS);
    sendError(request, response, 'service:maintenance');
  }

  router.get('/', async (request, response) => {
    if (await isPaused(null)) {
      sendPause(request, response);
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(302, toPath(`/${uuid()}${queryOf(request.url)}`));
  });

  /** A page with a participant's admission in it: never the same twice. */
  async function sendPage(
    request: Request,
    response: Response,
    { roomId, browser, page }: { roomId: RoomId; browser: string | null; page: Assets['room'] },
  ): Promise<void> {
    const [before, after] = await frameOf(response, localeOf(request), page);
    const own: Omit<PageData, Common> = {
      ...(await admit(roomId, browser)),
      roomId,
      skipsLobby: 'join' in request.query && isOpenedByPerson(request),
    };
    response.setHeader('Cache-Control', 'no-store');
    sendHtml(response, before + toScriptJson(own).slice(1) + after);
  }

  /** Tries everything that a call needs, in a room of its own that nobody else knows. */
  router.get('/doctor', (request, response) =>
    sendPage(request, response, { roomId: uuid(), browser: null, page: assets.doctor }),
  );

  router.get('/:room', async (request, response) => {
    const roomId = parseRoomName(request.params.room);
    if (roomId === null) {
      sendError(request, response, 'room:bad-name');
      return;
    }
    if (roomId !== request.params.room) {
      response.redirect(302, toPath(`/${encodeURIComponent(roomId)}${queryOf(request.url)}`));
      return;
    }
    if (await isPaused(roomId)) {
      sendPause(request, response);
      return;
    }
    const browser = browserCookie.recognise(request, response, roomId);
    await sendPage(request, response, { roomId, browser, page: assets.room });
  });

  return router;
}
