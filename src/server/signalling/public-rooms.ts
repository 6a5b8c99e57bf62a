import type { Namespace, Socket } from 'socket.io';
import {
  PUBLIC_ROOMS_NAMESPACE,
  type PublicRoom,
  type PublicRoomsChanged,
  type PublicRoomsEvents,
} from '../../shared/public-rooms.ts';
import type { ClientAddress } from '../limits/client-address.ts';
import type { Limits } from '../limits/limits.ts';
import type { Io, SocketServer } from './socket-server.ts';
import { cut, end } from './unsent.ts';

/** The Socket.IO namespace of the page at /rooms. It tells the list and what changes in it, and takes no requests. */

/** Each change goes to all of these: with 200 rooms of 300 bytes that is 1 MB/s for every two rooms that change. */
const MAX_WATCHERS = 2000;

/** A school behind one address, as for everything else that is limited (limits.ts). */
const MAX_WATCHERS_PER_ADDRESS = 300;

export interface PublicRoomsOptions extends Pick<SocketServer, 'callerOf'> {
  readonly io: Io;
  readonly limits: Limits;
  readonly isLimitedPerAddress: boolean;
  readonly all: () => readonly PublicRoom[];
}

type NoEvents = Record<string, never>;

export function servePublicRooms(options: PublicRoomsOptions): (change: PublicRoomsChanged) => void {
  const { io, callerOf, limits, isLimitedPerAddress, all } = options;
  const namespace = io.of(PUBLIC_ROOMS_NAMESPACE) as unknown as Namespace<NoEvents, PublicRoomsEvents>;

  const countOf = (address: ClientAddress): number =>
    [...namespace.sockets.values()].filter(({ conn }) => callerOf(conn)?.address === address).length;

  async function mayWatch({ conn }: Socket<NoEvents, PublicRoomsEvents>): Promise<boolean> {
    const caller = callerOf(conn);
    if (!caller || !(await limits.take('connect', caller.address))) return false;
    if (namespace.sockets.size >= MAX_WATCHERS) return false;
    return !isLimitedPerAddress || caller.address === null || countOf(caller.address) < MAX_WATCHERS_PER_ADDRESS;
  }

  namespace.use((socket, next) => {
    mayWatch(socket).then(
      (isAllowed) => {
        if (isAllowed) {
          next();
          return;
        }
        next(Object.assign(new Error('rate:limited'), { data: { code: 'rate:limited' } }));
        // Socket.IO sends the refusal in the next tick.
        setImmediate(() => end(socket.conn));
      },
      (error: unknown) => next(error as Error),
    );
  });

  namespace.on('connection', (socket) => {
    socket.emit('rooms:changed', { isWhole: true, rooms: all(), gone: [] });
    // No page of ours says anything here.
    socket.onAny(() => {
      cut(socket.conn);
      limits.punish('handshake', callerOf(socket.conn)?.address ?? null);
    });
    socket.on('disconnect', () => end(socket.conn));
  });

  return (change) => namespace.emit('rooms:changed', change);
}
