import { createRateLimit } from '../../shared/rate-limit.ts';
import { cut, type EngineConnection } from './unsent.ts';

/**
 * What a Socket.IO connection may send, looked at before Socket.IO decodes it. Its clients send one CONNECT, then events
 * without binary parts.
 */

/** A page that catches up after an outage sends some 350 requests and signals at once. */
const PACKET_RATE = { burst: 1500, perSecond: 200 };

/** First characters of Socket.IO's packets: https://socket.io/docs/v4/socket-io-protocol/#packet-types */
const CONNECT = '0';
const BINARY_EVENT = '5';
const BINARY_ACK = '6';

interface EnginePacket {
  readonly type: string;
  readonly data?: unknown;
}

/**
 * Cuts a connection that connects twice (rule G13), sends binary parts, or floods. No page does any of it, so `onCut` may
 * hold it against the address: a new connection would be allowed as much again.
 */
export function guardConnection(connection: EngineConnection, now: () => number, onCut: () => void): void {
  const packets = createRateLimit({ ...PACKET_RATE, now });
  let hasConnected = false;
  let isCut = false;

  const isAllowed = ({ type, data }: EnginePacket): boolean => {
    if (!packets.take()) return false;
    if (type !== 'message') return true;
    if (typeof data !== 'string' || data.startsWith(BINARY_EVENT) || data.startsWith(BINARY_ACK)) return false;
    const isFirst = !hasConnected;
    if (data.startsWith(CONNECT)) hasConnected = true;
    return isFirst || !data.startsWith(CONNECT);
  };

  connection.on('packet', (packet: EnginePacket) => {
    if (isCut || isAllowed(packet)) return;
    isCut = true;
    cut(connection);
    onCut();
  });
}
