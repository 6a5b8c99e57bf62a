import type { Peer } from 'peerjs';

/** What PeerServer tells us, as far as it is looked at here. The server has checked what comes from other clients. */
interface IncomingMessage {
  readonly type: string;
  readonly src?: string;
  readonly payload?: { readonly type?: string; readonly connectionId?: string };
}

/** Some ten candidates are usual for a call; they wait until it is answered. */
const MAX_WAITING_CANDIDATES = 64;

/**
 * Keeps from PeerJS what it would do too much with (rules P13 and P14). It makes an RTCPeerConnection for every `data`
 * offer before a page hears of it, keeps candidates of unknown calls for ever, and hangs up every call with somebody
 * when the server says that they left, though media flows without the server.
 */
export function guardInbox(peer: Peer): void {
  const { socket } = peer;
  const waiting = new WeakMap<object, number>();

  function isCandidateWelcome(call: { readonly peerConnection: RTCPeerConnection | undefined }): boolean {
    if (call.peerConnection) return true;
    const count = waiting.get(call) ?? 0;
    waiting.set(call, count + 1);
    return count < MAX_WAITING_CANDIDATES;
  }

  function isWelcome({ type, src = '', payload = {} }: IncomingMessage): boolean {
    const call = peer.getConnection(src, payload.connectionId ?? '');
    switch (type) {
      case 'OFFER':
        return payload.type === 'media' && call === null;
      case 'ANSWER':
        return Boolean(call?.peerConnection);
      case 'CANDIDATE':
        return call !== null && isCandidateWelcome(call);
      case 'LEAVE':
        return false;
      default:
        return true;
    }
  }

  const handlers = socket.listeners('message');
  socket.removeAllListeners('message');
  socket.on('message', (message: IncomingMessage) => {
    if (isWelcome(message)) handlers.forEach((handle) => handle(message));
  });
}
