import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { LocalMedia } from '../ports/local-media.ts';
import { isSecondTab, type RoomTab } from './room-tabs.ts';

/** Other tabs of this browser in the same room (rule R14). */
export interface OwnTabs {
  /** Those that are in the room. */
  readonly others: ReadonlySignal<readonly RoomTab[]>;
  /** Another tab has the sound: this one plays none. */
  readonly isSecond: ReadonlySignal<boolean>;
  /** When this tab joined; null while it is not in the room. */
  readonly since: ReadonlySignal<number | null>;
  /** Nobody in the same room as their own voice: a second tab plays nobody, and no tab plays another of this browser. */
  isSilent(id: ParticipantId): boolean;
  /** Takes the call over from the first tab. Reloads the page, or resolves with false where that tab does not answer. */
  moveHere(): Promise<boolean>;
  /** Begins to hear of other tabs, and to be heard of. */
  connect(): void;
}

export interface OwnTabsOptions {
  readonly selfId: ParticipantId;
  /** Those that were in the room when this page was loaded. */
  readonly first: readonly RoomTab[];
  /** When this tab joined, before it was reloaded. */
  readonly since: number | null;
  readonly isInCall: ReadonlySignal<boolean>;
  readonly media: Pick<LocalMedia, 'setEnabled'>;
  readonly timeOfDay: () => number;
  /** The way to the other tabs, loaded when there is time; it keeps `others` true. */
  readonly openChannel: (tabs: KnownTabs) => Promise<TabChannel>;
}

export interface KnownTabs extends Pick<OwnTabs, 'since'> {
  readonly others: Signal<readonly RoomTab[]>;
}

export type TabChannel = Pick<OwnTabs, 'moveHere'>;

export function createOwnTabs(options: OwnTabsOptions): OwnTabs {
  const { selfId, isInCall, media, timeOfDay, openChannel } = options;
  const others = signal(options.first);
  const since = signal(options.since);
  const isSecond = computed(() => isSecondTab({ id: selfId, since: since.value }, others.value));
  let channel: Promise<TabChannel | null> | null = null;

  /** Where the server is away its code does not come: a call without it is still a call. */
  const opened = (): Promise<TabChannel | null> => (channel ??= openChannel({ others, since }).catch(() => null));

  let wasInCall = false;
  isInCall.subscribe((is) => {
    if (is) since.value ??= timeOfDay();
    else if (wasInCall) since.value = null;
    wasInCall = is;
  });
  effect(() => {
    if (isInCall.value && isSecond.value) void media.setEnabled('microphone', false);
  });

  return {
    others,
    isSecond,
    since,
    isSilent: (id) => isSecond.value || others.value.some((other) => other.id === id),
    async moveHere() {
      return (await (await opened())?.moveHere()) ?? false;
    },
    connect: () => void opened(),
  };
}
