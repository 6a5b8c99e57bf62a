import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A Socket.IO connection without its client: sends and hears packets as they are on the wire. */
export interface RawRoom {
  readonly socket: WebSocket;
  /** Every packet heard so far, https://socket.io/docs/v4/engine-io-protocol/ */
  readonly packets: readonly string[];
  send(packet: string): void;
  /** Resolves with the first packet, heard already or still to come, that starts with this. */
  heard(start: string): Promise<string>;
  /** Resolves when the connection has ended. */
  readonly closed: Promise<void>;
}

export const connectPacket = (ticket: string): string => `40${JSON.stringify({ ticket })}`;

export interface RawOptions {
  /** The address to connect from. */
  readonly from?: string;
  readonly headers?: Record<string, string>;
}

export async function openRawRoom(wsUrl: string, { from, headers = {} }: RawOptions = {}): Promise<RawRoom> {
  const socket = new WebSocket(`${wsUrl}/socket.io/?EIO=4&transport=websocket`, {
    headers,
    ...(from !== undefined && { localAddress: from }),
  });
  const packets: string[] = [];
  socket.on('message', (data: Buffer) => {
    packets.push(data.toString());
    // Engine.IO's ping.
    if (packets.at(-1) === '2') socket.send('3');
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'open');
  socket.on('error', () => undefined);
  return {
    socket,
    packets,
    closed,
    send: (packet) => socket.send(packet),
    async heard(start) {
      for (;;) {
        const found = packets.find((packet) => packet.startsWith(start));
        if (found !== undefined) return found;
        await once(socket, 'message');
      }
    },
  };
}
