import { unknown, type GenericSchema, type InferOutput } from 'valibot';
import type { SignalFact } from '../../shared/link-signal.ts';
import { linkReportSchema, type LinkReport } from '../../shared/admin/link-report.ts';
import type { ClientToServerEvents, JoinAnswer, ParticipantId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { settingsChangeSchema } from '../../shared/room-settings.ts';
import {
  appointRequestSchema,
  askRequestSchema,
  closingRequestSchema,
  joinRequestSchema,
  knockAnswerSchema,
  lockRequestSchema,
  nameRequestSchema,
  removeRequestSchema,
  signalRequestSchema,
  validate,
} from '../../shared/validate.ts';
import type { IceGrants } from '../ice/ice-grants.ts';
import type { Limits } from '../limits/limits.ts';
import { areOfSameRoom } from '../tickets/participant-id.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { placeInAudience } from './audience.ts';
import { withListingPlace, type ListingPlaces } from './listing-place.ts';
import type { NetworkOf } from './network-of.ts';
import type { Elsewhere } from './elsewhere.ts';
import { createDispatch, type DispatchOptions, type Handler } from './dispatch.ts';
import type { Io, RoomSocket } from './socket-server.ts';
import { end } from './unsent.ts';

/** Socket.IO ↔ rooms. Holds no state of its own but what Socket.IO keeps per socket. */

export interface GatewayOptions {
  readonly io: Io;
  readonly rooms: Rooms;
  /** Null in a service of one process. */
  readonly elsewhere: Elsewhere | null;
  readonly grants: IceGrants;
  readonly limits: Limits;
  readonly networkOf: NetworkOf;
  /** Null where there are no public rooms. */
  readonly listings: ListingPlaces | null;
  readonly onLinkReport: (id: ParticipantId, report: LinkReport) => void;
  readonly onAnswered: DispatchOptions['onAnswered'];
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Of requests that say nothing but what they are. */
const anything = unknown();

/** All connections that speak for one participant: one, but for the moment in which a new one replaces the old. */
const connectionsOf = (participantId: ParticipantId): string => `participant:${participantId}`;

export function serveRooms(options: GatewayOptions): void {
  const { io, rooms, elsewhere, limits, grants, listings, onLinkReport, onAnswered, networkOf, now, onError } = options;
  const dispatch = createDispatch({ now, onAnswered, onError });

  /** Requests by event name. A payload is anything at all until its schema has spoken. */
  const handlersFor = (socket: RoomSocket): Record<keyof ClientToServerEvents, Handler> => {
    const { ticket, address, place } = socket.data;
    const { participantId: id, roomId, browser = null } = ticket;
    const network = networkOf(address);

    /** A request of somebody in the room; a second connection of theirs that has not joined is refused (rule T7). */
    const inRoom =
      <const Schema extends GenericSchema>(
        schema: Schema,
        handle: (request: InferOutput<Schema>) => Promise<Result<unknown>>,
      ): Handler =>
      async (payload) => {
        const request = validate(schema, payload);
        if (!request.ok) return request;
        return (await rooms.isPresent(roomId, id, socket.id)) ? handle(request.value) : refuse('room:not-joined');
      };

    /** Whether a participant has a connection that can be told something, and is still in the room. */
    async function isReachable(to: ParticipantId): Promise<boolean> {
      const connections = await io.in(connectionsOf(to)).fetchSockets();
      const present = connections.map((connection) => rooms.isPresent(roomId, to, connection.id));
      return (await Promise.all(present)).includes(true);
    }

    return {
      async 'room:join'(payload) {
        const request = validate(joinRequestSchema, payload);
        if (!request.ok) return request;
        if (!(await limits.take('join', address))) return refuse('rate:limited');
        const joined = await rooms.join(roomId, { id, browser, network, ...request.value, session: socket.id });
        if (!joined.ok) return joined;
        place.settle();
        socket.data.isClosing = false;
        await replaceOthers(io, socket);
        socket.data.claim = elsewhere?.claim('room', id, {
          onMessage: (signal) => void io.in(connectionsOf(id)).emit('link:signalled', signal as SignalFact),
          onTaken: () => replaceConnections(io.in(connectionsOf(id))),
        });
        const roster = await placeInAudience(socket, () => rooms.roster(roomId, id, browser));
        if (!socket.connected) await rooms.disconnect(roomId, id, socket.id);
        return ok<JoinAnswer>({ ...joined.value, roster, ice: await grants.forJoin(id) });
      },

      async 'room:leave'() {
        place.unsettle();
        await socket.leave(connectionsOf(id));
        socket.data.claim?.release();
        await rooms.leave(roomId, id, socket.id);
        return ok(null);
      },

      'room:closing'(payload) {
        const request = validate(closingRequestSchema, payload);
        if (!request.ok) return Promise.resolve(request);
        socket.data.isClosing = request.value.isClosing;
        return Promise.resolve(ok(null));
      },

      async 'room:resync'() {
        return ok(await rooms.roster(roomId, id, browser));
      },

      'link:signal': inRoom(signalRequestSchema, async ({ to, callId, signal }) => {
        if (!areOfSameRoom(to, id) || to === id) return refuse('participant:unknown');
        const fact: SignalFact = { from: id, callId, signal };
        if (await isReachable(to)) {
          io.in(connectionsOf(to)).emit('link:signalled', fact);
          return ok(null);
        }
        return (await elsewhere?.send('room', to, fact)) ? ok(null) : refuse('participant:unknown');
      }),

      'participant:rename': inRoom(nameRequestSchema, ({ name }) => rooms.rename(roomId, id, name)),

      'room:lock': inRoom(lockRequestSchema, ({ isLocked }) => rooms.setLocked(roomId, id, isLocked)),

      async 'room:knock'(payload) {
        const request = validate(nameRequestSchema, payload);
        if (!request.ok) return request;
        if (!(await limits.take('knock', address))) return refuse('rate:limited');
        const knocker = { id, ...request.value, session: socket.id, network, browser };
        const heard = await rooms.knock(roomId, knocker);
        if (!socket.connected) await rooms.disconnect(roomId, id, socket.id);
        return heard;
      },

      'room:change-settings': inRoom(settingsChangeSchema, (change) =>
        withListingPlace(listings, { roomId, address, change }, () => rooms.changeSettings(roomId, id, change)),
      ),

      'host:appoint': inRoom(appointRequestSchema, (request) => rooms.appoint(roomId, id, request)),

      'host:keep': inRoom(anything, () => rooms.keep(roomId, id)),

      'participant:remove': inRoom(removeRequestSchema, (request) => rooms.remove(roomId, id, request.id)),

      'participant:ask': inRoom(askRequestSchema, async ({ id: to, wish }) => {
        const asked = await rooms.mayAsk(roomId, id, to);
        if (asked.ok) io.in(connectionsOf(to)).emit('participant:asked', { by: id, wish });
        return asked;
      }),

      'room:end': inRoom(anything, () => rooms.end(roomId, id)),

      'room:report': inRoom(linkReportSchema, (report) => {
        onLinkReport(id, report);
        return Promise.resolve(ok(null));
      }),

      'knock:answer': inRoom(knockAnswerSchema, (answer) => rooms.answerKnock(roomId, id, answer)),
    };
  };

  io.on('connection', (socket) => {
    const { roomId, participantId, browser } = socket.data.ticket;
    dispatch(socket, participantId, handlersFor(socket));

    const following = elsewhere?.follow(participantId) ?? Promise.resolve(null);

    socket.on('disconnect', () => {
      end(socket.conn);
      socket.data.claim?.release();
      const depart = socket.data.isClosing === true ? rooms.leave : rooms.disconnect;
      depart(roomId, participantId, socket.id)
        .then(() => following)
        .then((stop) => stop?.())
        .catch(onError);
    });

    void (async () => {
      await following;
      // Who was removed hears nothing of the room.
      const isRemoved = await rooms.isRemoved(roomId, participantId, browser ?? null);
      const read = () => rooms.roster(roomId, participantId, browser);
      socket.emit('room:roster', isRemoved ? await read() : await placeInAudience(socket, read));
    })().catch(onError);
  });
}

/** Ends connections in whose place another one is now. */
function replaceConnections(connections: Pick<ReturnType<Io['in']>, 'emit' | 'disconnectSockets'>): void {
  connections.emit('session:replaced');
  connections.disconnectSockets(true);
}

/** The newest connection of a participant is the one that counts: a duplicated tab, or one that came back. */
async function replaceOthers(io: Io, socket: RoomSocket): Promise<void> {
  const connections = connectionsOf(socket.data.ticket.participantId);
  const others = io.in(connections).except(socket.id);
  replaceConnections(others);
  await socket.join(connections);
}
