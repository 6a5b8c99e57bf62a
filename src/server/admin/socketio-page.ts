import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Router } from 'express';
import sirv from 'sirv';
import type { Server, Socket } from 'socket.io';
import type * as AdminUi from '@socket.io/admin-ui';
import type { Door } from './door.ts';
import type { Session } from './sessions.ts';

/**
 * Socket.IO's own admin page, at /admin/socketio for those who know it (https://socket.io/docs/v4/admin-ui/). It shows
 * counts and traffic. Its `development` mode would also send each event, and the headers of each handshake with their
 * cookies, and changes every socket: it stays off. Nothing can be done there either, because our rooms would not know.
 */

const NAMESPACE = '/admin';

/**
 * The page makes style elements as it runs. It asks two other sites for fonts and icons, which it does not get: the
 * links are taken out, and the policy would refuse them.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');

const require = createRequire(import.meta.url);

/** The package has its page in a folder beside its program. */
const pageFolder = (): string => join(dirname(require.resolve('@socket.io/admin-ui')), '../ui/dist');

const withoutForeignLinks = (html: string): string => html.replace(/<link[^>]*href="https?:[^>]*>/g, '');

export interface SocketIoPageOptions {
  readonly io: Server;
  readonly door: Door;
  readonly isOwnOrigin: (headers: Socket['handshake']['headers']) => boolean;
  /** Keeps the connection's place when others need one. */
  readonly onAdmitted: (socket: Socket) => void;
}

function admitAdmins({ io, door, isOwnOrigin, onAdmitted }: SocketIoPageOptions): void {
  const sessions = new WeakMap<Socket, Session>();
  const namespace = io.of(NAMESPACE);
  namespace.use((socket, next) => {
    const { headers } = socket.handshake;
    const session = isOwnOrigin(headers) ? door.sessionOf({ headers }) : null;
    if (session) {
      sessions.set(socket, session);
      next();
      return;
    }
    next(new Error('admin:required'));
    setImmediate(() => socket.conn.close());
  });
  namespace.on('connection', (socket) => {
    onAdmitted(socket);
    const forget = sessions.get(socket)?.onEnd(() => socket.disconnect(true));
    socket.on('disconnect', () => forget?.());
  });
}

export function createSocketIoPage(options: SocketIoPageOptions): Router {
  admitAdmins(options);
  // Loaded here, so that a server without an admin does not have it.
  const { instrument } = require('@socket.io/admin-ui') as typeof AdminUi;
  instrument(options.io, { auth: false, readonly: true, mode: 'production', namespaceName: NAMESPACE });

  const folder = pageFolder();
  const index = withoutForeignLinks(readFileSync(join(folder, 'index.html'), 'utf8'));
  const router = Router({ strict: true });
  router.use((_request, response, next) => {
    response.setHeader('Content-Security-Policy', POLICY);
    next();
  });
  router.get('/', options.door.required, (request, response) => {
    // Its links are relative.
    if (request.originalUrl.split('?')[0]?.endsWith('/')) response.type('html').send(index);
    else response.redirect(302, `${request.baseUrl}/`);
  });
  router.use(options.door.required, sirv(folder, { extensions: [] }));
  return router;
}
