import { connectRoom, type RoomClient } from './room-client.ts';

/** The clients of one test. */
export interface RoomClients {
  /** A connection in the lobby of `room`. */
  connect(room?: Parameters<typeof connectRoom>[1]): Promise<RoomClient>;
  /** A connection that has joined. */
  enter(name: string, room?: Parameters<typeof connectRoom>[1]): Promise<RoomClient>;
  close(): void;
}

/** @param url where the test's server is, asked for with each connection */
export function createRoomClients(url: () => string): RoomClients {
  let clients: RoomClient[] = [];

  async function connect(room: Parameters<typeof connectRoom>[1] = 'red'): Promise<RoomClient> {
    const client = await connectRoom(url(), room);
    clients.push(client);
    return client;
  }

  return {
    connect,
    async enter(name, room) {
      const client = await connect(room);
      const joined = await client.join(name);
      if (!joined.ok) throw new Error(`${name} could not join: ${joined.code}`);
      return client;
    },
    close() {
      for (const { socket } of clients) socket.close();
      clients = [];
    },
  };
}
