import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { RoomId } from '../../shared/protocol.ts';
import { browserInRoom, type BrowserIds } from '../tickets/browser-ids.ts';

const BROWSER_COOKIE = 'madang-browser';

/** Longer than a room lives, and shorter than anybody should be recognised. Each visit renews it. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export interface BrowserCookie {
  /** Which browser asks, as it is called in this room; a browser that does not say gets a cookie with the answer. */
  recognise(request: Request, response: Response, roomId: RoomId): string;
  /** The same for a request that no cookie is set with; null where the browser does not say. */
  read(request: Request, roomId: RoomId): string | null;
}

/** @param path where the site begins */
export function createBrowserCookie(browserIds: BrowserIds, path: string): BrowserCookie {
  const sent = (request: Request): string | undefined => parseCookie(request.get('Cookie') ?? '')[BROWSER_COOKIE];

  return {
    recognise(request, response, roomId) {
      const known = sent(request);
      const id = browserIds.verify(known);
      const { id: ownId, cookie } = id === null || known === undefined ? browserIds.issue() : { id, cookie: known };
      response.cookie(BROWSER_COOKIE, cookie, {
        httpOnly: true,
        sameSite: 'lax',
        secure: request.secure,
        maxAge: KEPT_MS,
        path,
      });
      return browserInRoom(roomId, ownId);
    },
    read(request, roomId) {
      const id = browserIds.verify(sent(request));
      return id === null ? null : browserInRoom(roomId, id);
    },
  };
}
