import { computed, untracked, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallEvent } from '../room/call-state.ts';
import type { Messages } from '../messages/channels.ts';
import { nameOf } from '../room/names.ts';
import type { Lifetime } from '../lifetime.ts';
import type { RemoteMedia } from '../ports/links.ts';
import { createOwnScreens, type OwnScreens, type OwnScreensOptions } from './own-screens.ts';
import { screenNews } from './screen-news.ts';
import { sharesSchema } from './share-message.ts';
import type { SharesState } from './share-state.ts';
import type { ConnectionId, ShareId, ScreenContent, PixelSize } from '../words.ts';

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

export interface Screens extends Pick<OwnScreens, 'canShare' | 'start' | 'stop' | 'contents' | 'setContent'> {
  /** Our own first. */
  readonly shown: ReadonlySignal<readonly Screen[]>;
}

/** Screens, as the call needs them. */
export interface ScreensOfCall extends Screens {
  readonly sent: ReadonlySignal<readonly SentScreen[]>;
  /** One of our screens; undefined when it has ended. */
  streamOf(share: ShareId): MediaStream | undefined;
}

export interface ScreensOptions extends Omit<OwnScreensOptions, 'announcements'> {
  readonly dispatch: (event: CallEvent) => void;
  readonly messages: Messages;
  readonly remoteMedia: ReadonlySignal<ReadonlyMap<ConnectionId, RemoteMedia>>;
  readonly lifetime: Pick<Lifetime, 'effect'>;
}

/** Tells the call who shares what; its reducer decides which screens go to which participant (reduce-shares.ts). */
export function createScreens(options: ScreensOptions): ScreensOfCall {
  const { call, dispatch, messages, remoteMedia, lifetime, notify } = options;
  const announcements = messages.channel('shares', sharesSchema);
  const own = createOwnScreens({ ...options, announcements });

  announcements.on((from, { shares }) => dispatch({ type: 'shares:announced', from, shares }));
  lifetime.effect(() => {
    const shares = [...own.streams.value.keys()];
    untracked(() => dispatch({ type: 'shares:changed', shares }));
  });

  const shown = computed(() =>
    shownScreens(call.value.selfId, own.streams.value, call.value.shares, remoteMedia.value),
  );
  lifetime.effect(screenNews(shown, (owner) => notify({ type: 'sharing', name: nameOf(call.peek(), owner) })));

  return {
    get canShare() {
      return own.canShare;
    },
    start: own.start,
    stop: own.stop,
    contents: own.contents,
    setContent: own.setContent,
    sent: computed(() => sentScreens(own, call.value.shares)),
    shown,
    streamOf: (share) => own.streams.peek().get(share),
  };
}

/** Always the same value while nothing is shared, so that its followers are not called. */
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
