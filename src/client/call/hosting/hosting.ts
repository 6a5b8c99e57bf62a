import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { HostKey, RoomSettings, SettingsChange, Wish } from '../../../shared/hosting.ts';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Result } from '../../../shared/result.ts';
import type { Lifetime } from '../lifetime.ts';
import { createListeners } from '../listeners.ts';
import { nameOf } from '../room/names.ts';
import type { LocalMedia } from '../ports/local-media.ts';
import type { HostRequests } from '../ports/room-link.ts';
import type { CallState } from '../room/call-state.ts';
import type { Notify } from '../notices/notice.ts';
import type { Screens } from '../screens/screens.ts';
import { muteOnEntry } from './mute-on-entry.ts';
import { isDoorkeeper, isHost, mayShareScreen, settingsOf } from './rights.ts';

/** What a host asks of this page's person. */
export interface Ask {
  readonly by: ParticipantId;
  /** Of the host. */
  readonly name: string;
  readonly wish: Wish;
}

/** Hosts, and what they set for the room. Each command answers null when the connection was lost meanwhile. */
export interface Hosting {
  readonly settings: ReadonlySignal<RoomSettings>;
  /** Whether this person is a host. */
  readonly isHost: ReadonlySignal<boolean>;
  /** Whether this person may lock the room and let people in. */
  readonly isDoorkeeper: ReadonlySignal<boolean>;
  readonly mayShareScreen: ReadonlySignal<boolean>;
  changeSettings(change: SettingsChange): Promise<Result<null> | null>;
  /** Makes somebody a host, or takes it back. */
  appoint(id: ParticipantId, isHost: boolean): Promise<Result<null> | null>;
  /** Keeps the room for this browser: a person who has the key is a host here. */
  keep(): Promise<Result<HostKey> | null>;
  remove(id: ParticipantId): Promise<Result<null> | null>;
  ask(id: ParticipantId, wish: Wish): Promise<Result<null> | null>;
  /** Ends the room for everybody. */
  end(): Promise<Result<null> | null>;
  /**
   * Hears of what hosts ask of us; returns what ends the listening. What can be done at once is done, and told as a
   * notice; `lower-hand` is for the hands to do (together.ts), `unmute` and `camera-on` are for the person to answer.
   */
  onAsk(listener: (ask: Ask) => void): () => void;
}

export interface HostingOfCall extends Hosting {
  /** A host asks something of us. */
  onAsked(by: ParticipantId, wish: Wish): void;
}

export interface HostingOptions {
  readonly state: ReadonlySignal<CallState>;
  readonly requests: HostRequests;
  readonly media: Pick<LocalMedia, 'setEnabled'>;
  readonly screens: Pick<Screens, 'shown' | 'stop'>;
  readonly lifetime: Lifetime;
  readonly notify: Notify;
  /** We have a key of our own now. */
  readonly onKept: (key: string) => void;
}

export function createHosting(options: HostingOptions): HostingOfCall {
  const { state, requests, media, screens, lifetime, notify, onKept } = options;
  const asks = createListeners<Ask>();
  const mayShare = computed(() => mayShareScreen(state.value));

  /** What is done at once, whatever the person thinks of it: they may undo it. To be heard or seen is theirs to decide. */
  function obey(wish: Wish, name: string): void {
    if (wish === 'unmute' || wish === 'camera-on') return;
    if (wish === 'mute') void media.setEnabled('microphone', false);
    else if (wish === 'camera-off') void media.setEnabled('camera', false);
    else if (wish === 'stop-screen') screens.stop();
    notify({ type: `asked.${wish}`, name });
  }

  muteOnEntry({ state, media, notify, lifetime });
  lifetime.effect(() => {
    if (mayShare.value || !screens.shown.value.some(({ isSelf }) => isSelf)) return;
    screens.stop();
    notify({ type: 'screens-for-hosts', name: '' });
  });

  return {
    settings: computed(() => settingsOf(state.value.roster)),
    isHost: computed(() => isHost(state.value)),
    isDoorkeeper: computed(() => isDoorkeeper(state.value)),
    mayShareScreen: mayShare,
    changeSettings: (change) => requests.changeSettings(change),
    appoint: (id, willBeHost) => requests.appoint({ id, isHost: willBeHost }),
    async keep() {
      const kept = await requests.keep();
      if (kept?.ok) onKept(kept.value.key);
      return kept;
    },
    remove: (id) => requests.remove({ id }),
    ask: (id, wish) => requests.ask({ id, wish }),
    end: () => requests.end(),
    onAsk: asks.add,
    onAsked(by, wish) {
      if (state.peek().phase !== 'joined') return;
      const name = nameOf(state.peek(), by);
      obey(wish, name);
      asks.tell({ by, name, wish });
    },
  };
}
