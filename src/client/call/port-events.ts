import type { ReadonlySignal } from '@preact/signals-core';
import type { BulkOfCall } from './messages/bulk.ts';
import { linkOf, type CallEvent, type CallState } from './room/call-state.ts';
import type { HostingOfCall } from './hosting/hosting.ts';
import type { Lifetime } from './lifetime.ts';
import type { Conversations } from './messages/conversations.ts';
import type { LinkTroubles } from './link/link-troubles.ts';
import type { ReceivedMedia } from './link/received-media.ts';
import type { CallPorts } from './ports.ts';
import type { LinkEvent } from './ports/links.ts';
import type { RoomEvent } from './ports/room-link.ts';
import type { TicketRenewal } from './room/ticket-renewal.ts';
import { isShareId } from './screens/share-message.ts';
import type { ConnectionId } from './words.ts';

/** The parts that hear of what happens on a call's ports. */
export interface PortEventsOptions extends Pick<CallPorts, 'room' | 'links'> {
  readonly state: ReadonlySignal<CallState>;
  readonly dispatch: (event: CallEvent) => void;
  readonly conversations: Conversations;
  readonly bulk: BulkOfCall;
  readonly linkTroubles: LinkTroubles;
  readonly hosting: Pick<HostingOfCall, 'onAsked'>;
  readonly received: Pick<ReceivedMedia, 'onMedia'>;
  readonly ticketRenewal: TicketRenewal;
  readonly lifetime: Pick<Lifetime, 'attempt'>;
}

/** Passes on what happens on the ports to the parts that it concerns. */
export function listenToPorts(options: PortEventsOptions): void {
  const {
    room,
    links,
    lifetime,
    state,
    dispatch,
    conversations,
    bulk,
    linkTroubles,
    received: receivedMedia,
  } = options;

  function onSignal({ from, callId, signal: received }: Extract<RoomEvent, { type: 'signal' }>): void {
    if (received.type === 'redial' && isShareId(callId))
      dispatch({ type: 'share:asks-redial', id: from, share: callId });
    else if (received.type === 'redial') dispatch({ type: 'participant:asks-redial', id: from });
    else if (received.type === 'ice-facts') linkTroubles.onTheirFacts(from, received.facts);
    else if (!links.receive(from, callId, received) && received.type !== 'hang-up') {
      void room.signal(from, callId, { type: 'hang-up' });
    }
  }

  function onLive(connection: ConnectionId): void {
    // ICE may be content while nothing arrives: then the link is live when it is heard, and not before.
    if (conversations.isStalled(connection)) return;
    dispatch({ type: 'connection:live', connection });
  }

  function onIncoming({ from, connection, purpose }: Extract<LinkEvent, { type: 'incoming' }>): void {
    if (purpose.kind === 'camera') dispatch({ type: 'connection:incoming', from, connection });
    else dispatch({ type: 'share:incoming', from, share: purpose.share, connection });
  }

  function onGathered({ connection, facts }: Extract<LinkEvent, { type: 'gathered' }>): void {
    const link = linkOf(state.peek(), connection);
    if (link) linkTroubles.onOwnFacts(link.participant.id, facts);
  }

  function onRoomEvent(event: RoomEvent): void {
    switch (event.type) {
      case 'connected':
        options.ticketRenewal.onAccepted();
        dispatch({ type: 'room:connected' });
        break;
      case 'disconnected':
        dispatch({ type: 'room:disconnected' });
        break;
      case 'roster':
        dispatch({ type: 'room:roster', roster: event.roster });
        break;
      case 'fact':
        dispatch({ type: 'room:fact', fact: event.fact });
        break;
      case 'signal':
        onSignal(event);
        break;
      case 'asked':
        options.hosting.onAsked(event.by, event.wish);
        break;
      case 'replaced':
        dispatch({ type: 'room:replaced' });
        break;
      case 'rejected':
        options.ticketRenewal.onRefused();
        break;
    }
  }

  function onLinkEvent(event: LinkEvent): void {
    switch (event.type) {
      case 'open':
        dispatch({ type: 'peer-server:open' });
        break;
      case 'lost':
        dispatch({ type: 'peer-server:lost' });
        break;
      case 'incoming':
        onIncoming(event);
        break;
      case 'live':
        onLive(event.connection);
        break;
      case 'interrupted':
        dispatch({ type: 'connection:interrupted', connection: event.connection });
        break;
      case 'broken':
        dispatch({ type: 'connection:broken', connection: event.connection });
        break;
      case 'unreachable':
        dispatch({ type: 'participant:unreachable', id: event.id });
        break;
      case 'media':
        receivedMedia.onMedia(event.connection, event.media);
        break;
      case 'gathered':
        onGathered(event);
        break;
      case 'ready':
        conversations.onReady(event.connection);
        break;
      case 'text':
        conversations.onText(event.connection, event.text);
        break;
      case 'bytes':
        conversations.onBytes(event.connection, event.bytes.byteLength);
        bulk.onBytes(event.connection, event.bytes);
        break;
      case 'writable':
        bulk.onWritable(event.connection);
        break;
      case 'signal':
        void room.signal(event.to, event.callId, event.signal);
        break;
    }
  }

  room.listen((event) => lifetime.attempt(() => onRoomEvent(event)));
  links.open((event) => lifetime.attempt(() => onLinkEvent(event)));
}
