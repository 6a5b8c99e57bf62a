import { createHash, randomBytes } from 'node:crypto';
import type { RoomId } from '../../shared/protocol.ts';
import { createSigner } from './signing.ts';

/**
 * Tells browsers apart, so that somebody who was removed from a room does not come back in a new tab. The browser keeps it
 * in a cookie that no script reads. The signature keeps a page from making up browsers.
 */
export interface BrowserIds {
  /** What a cookie says; null when it was not signed by this server. */
  verify(cookie: string | undefined): string | null;
  /** For a browser that has none. */
  issue(): { readonly id: string; readonly cookie: string };
}

/** `<id>.<signature>` */
const FORMAT = /^([\w-]{22})\.([\w-]{43})$/;

export function createBrowserIds({ secret }: { secret: string }): BrowserIds {
  const { sign, isSignatureOf } = createSigner(secret);
  const signed = (id: string): string => `browser:${id}`;

  return {
    verify(cookie = '') {
      const [, id, signature] = FORMAT.exec(cookie) ?? [];
      return id !== undefined && signature !== undefined && isSignatureOf(signed(id), signature) ? id : null;
    },
    issue() {
      const id = randomBytes(16).toString('base64url');
      return { id, cookie: `${id}.${sign(signed(id))}` };
    },
  };
}

/** What a ticket says of the browser: another word in each room, so that rooms cannot be told to have a visitor in common. */
export const browserInRoom = (roomId: RoomId, browserId: string): string =>
  createHash('sha256').update(`browser:${roomId}:${browserId}`).digest('base64url').slice(0, 22);
