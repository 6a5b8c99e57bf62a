import type { Peer } from 'peerjs';

/** What PeerJS sends to PeerServer; all of it belongs to a connection. */
interface PeerMessage {
  readonly payload?: { readonly connectionId?: string };
}

/**
 * PeerJS drops what it has to send while its socket is not open: offers made early, candidates found during an
 * outage. This keeps them, in order, until the socket opens.
 * @param isWanted whether the call that a message belongs to still exists
 * @returns what sends the kept messages
 */
export function keepUnsentMessages(peer: Peer, isWanted: (callId: string) => boolean): () => void {
  const { socket } = peer;
  const send = socket.send.bind(socket) as (message: PeerMessage) => void;
  let kept: PeerMessage[] = [];

  socket.send = (message: PeerMessage) => {
    if (peer.open) send(message);
    else kept.push(message);
  };

  return () => {
    const messages = kept;
    kept = [];
    messages.filter(({ payload }) => payload?.connectionId && isWanted(payload.connectionId)).forEach(send);
  };
}
