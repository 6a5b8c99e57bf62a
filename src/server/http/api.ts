import express, { Router } from 'express';
import * as v from 'valibot';
import { PROTOCOL_VERSION } from '../../shared/protocol-version.ts';
import { parseRoomName } from '../../shared/room-name.ts';
import { validate } from '../../shared/validate.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Admit } from './admission.ts';
import type { BrowserCookie } from './browser-cookie.ts';
import type { SendError } from './errors.ts';

const renewSchema = v.object({ resumeKey: v.pipe(v.string(), v.regex(/^[\w-]{32}$/)) });
const leaveSchema = v.object({ ticket: v.string(), session: v.pipe(v.string(), v.maxLength(64)) });

/** What the page asks for outside its sockets. */
export function createApi({
  admit,
  rooms,
  tickets,
  browserCookie,
  sendError,
}: {
  admit: Admit;
  browserCookie: Pick<BrowserCookie, 'read'>;
  rooms: Rooms;
  tickets: Tickets;
  sendError: SendError;
}): Router {
  const router = Router();
  // A beacon is sent as text, so that no preflight holds it up while the page is going.
  router.use(express.json({ limit: '4kb', type: ['application/json', 'text/plain'] }));

  /** For pages that may be older than this server. */
  router.get('/version', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json({ protocolVersion: PROTOCOL_VERSION });
  });

  /** A new ticket for the same participant: the old one expired, or the server's secret is a new one. */
  router.post('/rooms/:room/ticket', async (request, response) => {
    const roomId = parseRoomName(request.params.room);
    const body = validate(renewSchema, request.body);
    response.setHeader('Cache-Control', 'no-store');
    if (roomId === null) sendError(request, response, 'room:bad-name');
    else if (!body.ok) sendError(request, response, body.code);
    else response.json(await admit(roomId, browserCookie.read(request, roomId), body.value.resumeKey));
  });

  /** The farewell of a page that is being closed. */
  router.post('/rooms/:room/leave', async (request, response) => {
    const body = validate(leaveSchema, request.body);
    const ticket = body.ok ? tickets.verify(body.value.ticket) : body;
    if (!body.ok || !ticket.ok) {
      sendError(request, response, ticket.ok ? 'payload:invalid' : ticket.code);
      return;
    }
    await rooms.leave(ticket.value.roomId, ticket.value.participantId, body.value.session);
    response.sendStatus(204);
  });

  return router;
}
