import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import * as v from 'valibot';
import type { IncomingMessage } from 'node:http';
import type { Assets } from '../http/assets.ts';
import type { SendError } from '../http/errors.ts';
import { localeOf, type Translations } from '../http/i18n.ts';
import type { ToPath } from '../http/paths.ts';
import type { AddressOf } from '../limits/client-address.ts';
import type { IsOwnOrigin } from '../limits/origin.ts';
import { LOGIN_WINDOW_SECONDS, type LoginLimit } from './login-limit.ts';
import type { Password } from './password.ts';
import { endedCookie, sessionCookie, tokenOf, type CookieOptions } from './session-cookie.ts';
import type { Session, Sessions } from './sessions.ts';

/** Who may come to /admin: the login, the logout, and what stands before everything else there. */

export interface DoorOptions {
  readonly password: Password;
  readonly sessions: Sessions;
  readonly loginLimit: LoginLimit;
  readonly addressOf: AddressOf;
  /** Of this site alone: other origins that may open sockets have no say here. */
  readonly isOwnOrigin: IsOwnOrigin;
  readonly assets: Assets;
  readonly translations: Translations;
  readonly toPath: ToPath;
  readonly sendError: SendError;
  /** For the log. */
  readonly onRefused: () => void;
}

export interface Door {
  /** Login and logout. */
  readonly router: Router;
  /** The session of a request, over HTTP or for a socket; null without one. */
  sessionOf(request: Pick<IncomingMessage, 'headers'>): Session | null;
  /** Lets only requests with a session pass; others get the login page or 401. */
  readonly required: RequestHandler;
  /** Lets a changing request pass only when a page of ours sends it. */
  readonly fromOwnPage: RequestHandler;
}

const MAX_PASSWORD_LENGTH = 1000;

const loginSchema = v.object({ password: v.pipe(v.string(), v.maxLength(MAX_PASSWORD_LENGTH)) });

type Problem = 'wrong' | 'tooMany';

export function createDoor(options: DoorOptions): Door {
  const { password, sessions, loginLimit, addressOf, isOwnOrigin, assets, translations, toPath, sendError } = options;
  const router = Router();
  const home = toPath('/admin');

  const cookieOptions = (request: Request): CookieOptions => ({ path: toPath('/'), isSecure: request.secure });
  const sessionOf: Door['sessionOf'] = (request) => sessions.find(tokenOf(request));

  function showLogin(request: Request, response: Response, problem: Problem | null): void {
    const locale = localeOf(request);
    response.render('admin-login', { t: translations.translate(locale), locale, assets, problem });
  }

  const required: RequestHandler = (request, response, next) => {
    if (sessionOf(request)) next();
    else if (request.method === 'GET' && request.accepts('json', 'html') === 'html') {
      response.status(401);
      showLogin(request, response, null);
    } else sendError(request, response, 'admin:required');
  };

  /**
   * A browser says from which page a POST comes; `same-origin` as referrer policy keeps it from saying `null` there
   * (https://fetch.spec.whatwg.org/#append-a-request-origin-header). Programs that do not say it have no cookie to misuse.
   */
  const fromOwnPage: RequestHandler = (request, response, next) => {
    if (request.headers.origin !== undefined && isOwnOrigin(request.headers)) next();
    else sendError(request, response, 'origin:refused');
  };

  router.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Referrer-Policy', 'same-origin');
    next();
  });

  async function logIn(request: Request, response: Response): Promise<void> {
    const address = addressOf(request);
    if (!(await loginLimit.take(address))) {
      response.status(429).setHeader('Retry-After', LOGIN_WINDOW_SECONDS);
      showLogin(request, response, 'tooMany');
      return;
    }
    const body = v.safeParse(loginSchema, request.body);
    if (!body.success || !(await password.verify(body.output.password))) {
      options.onRefused();
      response.status(403);
      showLogin(request, response, 'wrong');
      return;
    }
    loginLimit.forgive(address);
    // Whatever session the browser had before ends: nobody can have prepared the new one.
    sessions.end(tokenOf(request));
    response.setHeader('Set-Cookie', sessionCookie(sessions.open(), cookieOptions(request)));
    response.redirect(303, home);
  }

  router.post('/login', fromOwnPage, express.urlencoded({ extended: false, limit: '4kb' }), logIn);

  router.post('/logout', fromOwnPage, (request, response) => {
    sessions.end(tokenOf(request));
    response.setHeader('Set-Cookie', endedCookie(cookieOptions(request)));
    response.redirect(303, home);
  });

  return { router, sessionOf, required, fromOwnPage };
}
