import express, { Router } from 'express';
import { adminActionSchema, type AdminAction, type AdminPage } from '../../shared/admin/admin.ts';
import type { Result } from '../../shared/result.ts';
import { validate } from '../../shared/validate.ts';
import type { Assets } from '../http/assets.ts';
import type { SendError } from '../http/errors.ts';
import { localeOf, type Translations } from '../http/i18n.ts';
import { toScriptJson } from '../http/script-json.ts';
import type { Door } from './door.ts';
import type { LiveEvents } from './live-events.ts';

export interface RoutesOptions {
  readonly door: Door;
  readonly events: LiveEvents;
  readonly act: (action: AdminAction) => Promise<Result<null>>;
  readonly versions: AdminPage['versions'];
  readonly basePath: string;
  readonly assets: Assets;
  readonly translations: Translations;
  readonly sendError: SendError;
}

/** What stands below /admin for those who are in: the page, what happens, and what can be done. */
export function createAdminRoutes(options: RoutesOptions): Router {
  const { door, events, act, versions, basePath, assets, translations, sendError } = options;
  const router = Router();

  router.get('/', door.required, (request, response) => {
    const locale = localeOf(request);
    const { admin, errors } = translations.catalogue(locale);
    const page: AdminPage = { basePath, locale, catalogue: { admin, errors }, catalogueUrls: assets.locales, versions };
    const t = translations.translate(locale);
    response.render('admin', { t, locale, assets, versions, pageData: toScriptJson(page) });
  });

  router.get('/events', door.required, (request, response) => {
    const session = door.sessionOf(request);
    const { q } = request.query;
    if (session) events.add(response, session, typeof q === 'string' ? q : '');
    else sendError(request, response, 'admin:required');
  });

  router.post(
    '/actions',
    door.required,
    door.fromOwnPage,
    express.json({ limit: '4kb' }),
    async (request, response) => {
      const action = validate(adminActionSchema, request.body);
      const done = action.ok ? await act(action.value) : action;
      if (done.ok) {
        events.refresh();
        response.sendStatus(204);
      } else sendError(request, response, done.code);
    },
  );

  return router;
}
