import { parseCookie, stringifySetCookie } from 'cookie';
import type { IncomingMessage } from 'node:http';
import { SESSION_MS } from './sessions.ts';

/**
 * Carries an admin's session. `SameSite=Strict`: no link and no page of another site brings it along. Its path is the
 * whole site, because the sockets of Socket.IO's own admin page are not below /admin.
 */

const NAME = 'madang-admin';

export const tokenOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined =>
  parseCookie(headers.cookie ?? '')[NAME];

export interface CookieOptions {
  readonly path: string;
  /** The request came over https. */
  readonly isSecure: boolean;
}

export const sessionCookie = (token: string, { path, isSecure }: CookieOptions): string =>
  stringifySetCookie({
    name: NAME,
    value: token,
    path,
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure,
    maxAge: SESSION_MS / 1000,
  });

export const endedCookie = ({ path, isSecure }: CookieOptions): string =>
  stringifySetCookie({ name: NAME, value: '', path, httpOnly: true, sameSite: 'strict', secure: isSecure, maxAge: 0 });
