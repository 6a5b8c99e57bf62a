import type { Io } from './socket-server.ts';

/** Says something to all rooms, and to those who connect later; an empty text takes it back. */
export function createServiceNotice(io: Io): (text: string) => void {
  let said = '';
  io.on('connection', (socket) => {
    if (said !== '') socket.emit('service:notice', { text: said });
  });
  return (text) => {
    said = text;
    io.emit('service:notice', { text });
  };
}
