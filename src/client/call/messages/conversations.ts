import type { ParticipantId } from '../../../shared/protocol.ts';
import { createLinkSessions, type LinkSessions, type LinkSessionsOptions } from '../link/link-sessions.ts';
import type { CallState } from '../room/call-state.ts';
import { createChannels, type Channels, type Messages } from './channels.ts';
import type { ConnectionId } from '../words.ts';

/** What this page says to each of the others, and hears from them: channels over the sessions of links. */
export interface Conversations
  extends
    Messages,
    Pick<Channels, 'dropped'>,
    Pick<LinkSessions, 'onReady' | 'onText' | 'onBytes' | 'onClosed' | 'isStalled'> {
  /** Forgets participants whose links have ended, and screens that have ended. */
  keepOnlyPresent(state: CallState): void;
  /** The connection that carries what is said to somebody now. */
  currentTo(id: ParticipantId): ConnectionId | null;
}

export function createConversations(options: LinkSessionsOptions): Conversations {
  const { state, now, lifetime } = options;
  const sessions = createLinkSessions(options);
  const channels = createChannels({
    now,
    lifetime,
    everybody: () => state().links.keys(),
    send: (to, message) => sessions.sessionWith(to)?.send(message) ?? false,
    sendVolatile: (to, message) => sessions.sessionWith(to)?.sendVolatile(message) ?? false,
  });
  sessions.listen({ onOpen: channels.greet, onMessage: channels.receive });

  return {
    channel: channels.channel,
    dropped: channels.dropped,
    onReady: sessions.onReady,
    onText: sessions.onText,
    onBytes: sessions.onBytes,
    onClosed: sessions.onClosed,
    isStalled: sessions.isStalled,
    keepOnlyPresent: sessions.keepOnlyPresent,
    currentTo: (id) => sessions.sessionWith(id)?.current ?? null,
  };
}
