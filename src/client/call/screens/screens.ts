import { computed, untracked, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { canDial, type CallState } from '../room/call-state.ts';
import { runOnConnection } from '../link/connection-effect.ts';
import type { Messages } from '../messages/channels.ts';
import { isBarred } from '../link/barred.ts';
import { createEngine } from '../engine.ts';
import type { Lifetime } from '../lifetime.ts';
import { createMediaCheck } from '../link/media-check.ts';
import { createOwnScreens, type OwnScreens } from './own-screens.ts';
import type { CallPorts } from '../ports.ts';
import type { LinkEvent, RemoteMedia } from '../ports/links.ts';
import { nextShareDeadline, reduceShares } from './reduce-shares.ts';
import { isShareId, sharesSchema } from './share-message.ts';
import { createShareHeartbeats } from './share-heartbeats.ts';
import { createSharesState, shareLinkOf, type ShareEffect, type ShareEvent, type SharesState } from './share-state.ts';
import {
  type ConnectionId,
  pictureId,
  type PictureId,
  type ShareId,
  type ScreenContent,
  type PixelSize,
} from '../words.ts';

/** A screen that is shared with us, or by us. */
export interface Screen {
  readonly share: ShareId;
  readonly owner: ParticipantId;
  readonly isSelf: boolean;
  readonly state: 'connecting' | 'live' | 'mending';
  readonly stream: MediaStream | null;
}

/** One of our screens on its way to somebody. */
export interface SentScreen {
  readonly to: ParticipantId;
  readonly share: ShareId;
  /** Null while it does not arrive. */
  readonly connection: ConnectionId | null;
  readonly content: ScreenContent;
  size(): PixelSize | null;
}

export interface Screens extends Pick<
  OwnScreens,
  'canShare' | 'start' | 'stop' | 'contents' | 'setContent' | 'onProblem'
> {
  /** Our own first. */
  readonly shown: ReadonlySignal<readonly Screen[]>;
}

/** Screens, as the call drives them: it passes on what happens on its ports, and each ignores what is not its own. */
export interface ScreensOfCall extends Screens {
  readonly sent: ReadonlySignal<readonly SentScreen[]>;
  onLinkEvent(event: LinkEvent): void;
  onClosed(connection: ConnectionId): void;
  onNetworkChange(): void;
  /** False when what is asked for is no screen. */
  onRedialAsked(from: ParticipantId, callId: string): boolean;
}

export interface ScreensOptions {
  readonly ports: CallPorts;
  readonly lifetime: Lifetime;
  /** Told of a decision, or of what follows from one, that failed. */
  readonly onFailure: (error: unknown) => void;
  readonly call: ReadonlySignal<CallState>;
  readonly messages: Messages;
  readonly remoteMedia: ReadonlySignal<ReadonlyMap<ConnectionId, RemoteMedia>>;
  /** Whether somebody looks at this screen here: only then is anything sent. */
  readonly isWatched: (id: PictureId) => boolean;
  /** Hangs up, and says so to the other side. */
  readonly close: (connection: ConnectionId) => void;
  /** The page of a participant sends more than is allowed. */
  readonly onFlood: (id: ParticipantId) => void;
  readonly connectionPrefix: string;
}

export function createScreens(options: ScreensOptions): ScreensOfCall {
  const { ports, lifetime, call, messages, remoteMedia, isWatched, close, connectionPrefix } = options;
  const { links, room, now, schedule } = ports;
  const { effect } = lifetime;
  const announcements = messages.channel('shares', sharesSchema);
  const own = createOwnScreens({
    source: ports.screenSource,
    idPrefix: `screen_${connectionPrefix}`,
    call,
    announcements,
    lifetime,
  });

  const { state, dispatch } = createEngine<SharesState, ShareEvent, ShareEffect>(
    { first: createSharesState(`${connectionPrefix}-s`), reduce: reduceShares, run, nextDeadline: nextShareDeadline },
    { ...ports, onFailure: options.onFailure, onFollowerFailure: ports.report },
  );

  function run(wanted: ShareEffect): void {
    switch (wanted.type) {
      case 'connection:dial': {
        const stream = own.streams.peek().get(wanted.share);
        if (stream) links.dialScreen(wanted.to, wanted.connection, { share: wanted.share, stream });
        break;
      }
      case 'connection:ask-redial':
        void room.signal(wanted.to, wanted.share, { type: 'redial' });
        break;
      default:
        runOnConnection(links, close, wanted);
        break;
    }
  }

  const heartbeats = createShareHeartbeats({
    session: connectionPrefix,
    now,
    lifetime,
    linkOf: (connection) => shareLinkOf(state.peek(), connection),
    sendText: (connection, text) => links.send(connection, text),
    packetsReceived: (connection) => links.packetsReceived(connection),
    onSilence: () => void room.probe(),
    onFlood: options.onFlood,
    onStall(connection, change) {
      if (change === 'resumed') onLive(connection);
      else dispatch({ type: 'connection:interrupted', connection });
    },
  });

  const isIncomingAndLive = (connection: ConnectionId): boolean => {
    const link = shareLinkOf(state.peek(), connection);
    const isLive = link?.direction === 'in' && link.health.phase === 'live';
    return isLive && isWatched(pictureId(link.other, link.share));
  };
  const checkMedia = createMediaCheck({
    packetsReceived: (connection) => links.packetsReceived(connection),
    schedule,
    isExpected: isIncomingAndLive,
    onSilent: (connection) => dispatch({ type: 'connection:broken', connection }),
  });

  function onLive(connection: ConnectionId): void {
    if (heartbeats.isStalled(connection)) return;
    const health = shareLinkOf(state.peek(), connection)?.health;
    dispatch({ type: 'connection:live', connection });
    // A screen on which nothing moves may send nothing for seconds; so a fresh call is believed, and a restart asked
    // about once only.
    if (health?.phase === 'mending' && health.connection === connection) checkMedia(connection);
  }

  function onLinkEvent(event: LinkEvent): void {
    switch (event.type) {
      case 'incoming':
        if (event.purpose.kind !== 'screen') return;
        dispatch({
          type: 'connection:incoming',
          from: event.from,
          share: event.purpose.share,
          connection: event.connection,
        });
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
      case 'ready':
        heartbeats.onReady(event.connection);
        break;
      case 'text':
        heartbeats.onText(event.connection, event.text);
        break;
      default:
        // The call's own business.
        break;
    }
  }

  announcements.on((from, { shares }) => dispatch({ type: 'shares:announced', from, shares }));
  effect(() => {
    const state = call.value;
    const company = new Map([...state.links].filter(([id]) => !isBarred(state, id)));
    untracked(() => dispatch({ type: 'call:changed', company, canDial: canDial(state) }));
  });
  effect(() => {
    const shares = [...own.streams.value.keys()];
    untracked(() => dispatch({ type: 'shares:changed', shares }));
  });
  effect(() => heartbeats.keepOnly(state.value.links));

  return {
    canShare: own.canShare,
    start: own.start,
    stop: own.stop,
    contents: own.contents,
    setContent: own.setContent,
    onProblem: own.onProblem,
    sent: computed(() => sentScreens(own, state.value)),
    shown: computed(() => shownScreens(call.value.selfId, own.streams.value, state.value, remoteMedia.value)),
    onLinkEvent,
    onClosed: heartbeats.onClosed,
    onNetworkChange: () => dispatch({ type: 'network:changed' }),
    onRedialAsked(from, callId) {
      if (!isShareId(callId)) return false;
      dispatch({ type: 'participant:asks-redial', id: from, share: callId });
      return true;
    },
  };
}

/** One and the same while there is nothing shared: whoever follows it has nothing to do then. */
const NOTHING_SENT: readonly SentScreen[] = [];

function sentScreens({ streams, contents, sizeOf }: OwnScreens, { links }: SharesState): readonly SentScreen[] {
  if (streams.value.size === 0) return NOTHING_SENT;
  return [...links.values()]
    .filter(({ direction }) => direction === 'out')
    .map(({ other, share, health }) => {
      const connection = health.phase === 'live' ? health.connection : null;
      const content = contents.value.get(share) ?? 'sharp';
      return { to: other, share, connection, content, size: () => sizeOf(share) };
    });
}

function shownScreens(
  selfId: ParticipantId,
  own: ReadonlyMap<ShareId, MediaStream>,
  { links }: SharesState,
  media: ReadonlyMap<ConnectionId, RemoteMedia>,
): readonly Screen[] {
  const ours = [...own].map(([share, stream]): Screen => ({
    share,
    owner: selfId,
    isSelf: true,
    state: 'live',
    stream,
  }));
  const theirs = [...links.values()]
    .filter(({ direction }) => direction === 'in')
    .map(({ share, other, health }): Screen => {
      const stream = health.connection === null ? null : (media.get(health.connection)?.stream ?? null);
      return { share, owner: other, isSelf: false, state: health.phase, stream };
    });
  return [...ours, ...theirs];
}
