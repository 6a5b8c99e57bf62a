import { io, type Socket } from 'socket.io-client';
import {
  PUBLIC_ROOMS_NAMESPACE,
  publicRoomsChangedSchema,
  type PublicRoomsChanged,
  type PublicRoomsEvents,
} from '../../shared/public-rooms.ts';
import { validate } from '../../shared/validate.ts';

/** After the server refused or ended the connection: it has too many, or was restarted. */
const RETRY_MS = 20_000;

/** Hears what changes in the list of public rooms, for as long as the page is open. */
export function watchPublicRooms(path: string, onChange: (change: PublicRoomsChanged) => void): void {
  const socket: Socket<PublicRoomsEvents> = io(PUBLIC_ROOMS_NAMESPACE, {
    path,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  });
  socket.on('rooms:changed', (change: unknown) => {
    const parsed = validate(publicRoomsChangedSchema, change);
    if (parsed.ok) onChange(parsed.value);
  });
  // In both cases Socket.IO does not try again by itself.
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), RETRY_MS);
  });
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(() => socket.connect(), RETRY_MS);
  });
}
