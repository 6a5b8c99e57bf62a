import { Peer, type MediaConnection } from 'peerjs';
import type { ParticipantId } from '../../shared/protocol.ts';
import { lastWord } from './last-word.ts';
import { keepUnsentMessages } from './outbox.ts';
import { guardInbox } from './peer-inbox.ts';
import { peerServerAddress } from './peer-server-address.ts';

/** Our connection with PeerServer: made anew whenever it is lost, each time with a fresh token (rule T5). */
export interface PeerSession {
  /** Null until there is a token to connect with. */
  readonly peer: Peer | null;
  /** Connects anew, where the present connection may be dead without knowing. */
  reconnect(): void;
  /** Connects with this token if there is no connection. */
  useToken(token: string): void;
  /** For every call to come. */
  useConfiguration(configuration: RTCConfiguration): void;
}

/** What is shown to PeerServer. A tab that was reloaded has to ask for its first token. */
export interface PeerTokenSource {
  readonly first: string | Promise<string>;
  /** Rejects when the server cannot be reached. */
  renew(): Promise<string>;
}

export interface PeerSessionOptions {
  readonly participantId: ParticipantId;
  /** Where PeerServer is. */
  readonly path: string;
  readonly tokens: PeerTokenSource;
  readonly configuration: RTCConfiguration;
  /** Whether a call, by PeerJS's id of it, is still there. */
  readonly isWanted: (callId: string) => boolean;
  /** Called once, when there is a peer to make calls with. */
  readonly onStarted: (peer: Peer) => void;
  readonly onOpen: () => void;
  readonly onLost: () => void;
  readonly onUnreachable: (id: ParticipantId) => void;
  readonly onCall: (call: MediaConnection) => void;
}

/** PeerJS does not reconnect by itself. As often as Socket.IO does, so that both are back together. */
const RECONNECT_DELAY_MS = 300;
const LONGEST_RECONNECT_DELAY_MS = 2000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function openPeerSession(options: PeerSessionOptions): PeerSession {
  const { participantId, tokens } = options;
  let { configuration } = options;
  let peer: Peer | null = null;
  let delayMs = RECONNECT_DELAY_MS;
  /** Numbers the attempts to connect: a later one takes the place of those under way. */
  let attempt = 0;

  function start(token: string): void {
    const created = new Peer(participantId, {
      ...peerServerAddress(options.path),
      token,
      config: configuration,
    });
    peer = created;
    guardInbox(created);
    const sendKept = keepUnsentMessages(created, options.isWanted);

    created.on('open', () => {
      delayMs = RECONNECT_DELAY_MS;
      sendKept();
      options.onOpen();
    });
    created.on('disconnected', () => {
      options.onLost();
      connectLater();
    });
    created.on('error', (error) => {
      // The only place where PeerJS tells which participant it could not reach is the end of this sentence.
      if (error.type === 'peer-unavailable') options.onUnreachable(lastWord(error.message));
    });
    created.on('call', options.onCall);
    options.onStarted(created);
  }

  function connect(token: string): void {
    attempt += 1;
    if (peer === null) start(token);
    else if (peer.disconnected && !peer.destroyed) {
      peer.options.token = token;
      peer.reconnect();
    }
  }

  function connectWith(pending: Promise<string>): void {
    attempt += 1;
    const current = attempt;
    const isCurrent = (): boolean => current === attempt;
    pending.then(
      (token) => isCurrent() && connect(token),
      () => isCurrent() && connectLater(),
    );
  }

  /** The token is asked for during the pause, and once more after it where that failed: the server may be back. */
  function connectLater(): void {
    const pauseMs = delayMs * (0.5 + Math.random() / 2);
    delayMs = Math.min(LONGEST_RECONNECT_DELAY_MS, delayMs * 2);
    const early = tokens.renew().catch(() => null);
    connectWith(wait(pauseMs).then(async () => (await early) ?? tokens.renew()));
  }

  if (typeof tokens.first === 'string') connect(tokens.first);
  else connectWith(tokens.first);

  return {
    get peer() {
      return peer;
    },
    reconnect() {
      if (peer?.open) peer.disconnect();
      if (peer?.disconnected !== false) connectWith(tokens.renew());
    },
    useToken: connect,
    useConfiguration(next) {
      configuration = next;
      if (peer) peer.options.config = next;
    },
  };
}
