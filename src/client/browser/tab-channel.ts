import { computed, effect, signal, type ReadonlySignal } from '@preact/signals-core';
import * as v from 'valibot';
import type { ParticipantId } from '../../shared/protocol.ts';
import { participantIdSchema } from '../../shared/validate.ts';
import type { KnownTabs, TabChannel } from '../call/room/own-tabs.ts';
import { inOrder, roomOf, tabsAmong, type RoomTab } from '../call/room/room-tabs.ts';
import { sessionSchema, type Session } from './session.ts';
import { hasLocks, holdRoomLock, readLockNames } from './room-locks.ts';

export interface TabChannelOptions extends KnownTabs {
  readonly selfId: ParticipantId;
  readonly isInCall: ReadonlySignal<boolean>;
  /** Gives up what this tab is, so that another one can be it. */
  readonly handOver: () => Session;
  /** Becomes what another tab was. */
  readonly takeOver: (session: Session) => void;
}

const id = participantIdSchema;

/** From other tabs of this site, which may be of another build. */
const messageSchema = v.variant('type', [
  /** Tabs that are in the room answer with `here`. */
  v.object({ type: v.literal('ask') }),
  v.object({ type: v.literal('here'), tab: v.object({ id, since: v.number() }) }),
  v.object({ type: v.literal('gone'), id }),
  /** To the tab with this id; it answers with `handed-over`. */
  v.object({ type: v.literal('take-over'), id }),
  v.object({ type: v.literal('handed-over'), session: sessionSchema }),
]);

type Message = v.InferOutput<typeof messageSchema>;

/** A tab answers in milliseconds unless its computer is very busy, or the browser has frozen it. */
const ANSWER_MS = 3000;

/** How tabs of one browser speak of a room with each other. */
export function openTabChannel({ selfId, isInCall, since, others, ...session }: TabChannelOptions): TabChannel {
  // Safari before 15.4 has none.
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`madang:${roomOf(selfId)}`) : null;
  const post = (message: Message): void => channel?.postMessage(message);
  const isHandedOver = signal(false);
  let onSession: ((handedOver: Session) => void) | null = null;

  const self = computed((): RoomTab | null =>
    isInCall.value && since.value !== null && !isHandedOver.value ? { id: selfId, since: since.value } : null,
  );

  /** Locks tell of tabs that crashed, too. Where there are none, the tabs are asked. */
  function look(): void {
    if (hasLocks()) {
      void readLockNames().then((names) => {
        // What was handed over is another tab's.
        others.value = tabsAmong(names, isHandedOver.peek() ? `${roomOf(selfId)}-` : selfId);
      });
    } else {
      others.value = [];
      post({ type: 'ask' });
    }
  }

  function learn(next: (known: readonly RoomTab[]) => readonly RoomTab[]): void {
    if (hasLocks()) look();
    else others.value = next(others.peek()).toSorted(inOrder);
  }

  function receive(message: Message): void {
    const own = self.peek();
    switch (message.type) {
      case 'ask':
        if (own) post({ type: 'here', tab: own });
        break;
      case 'here':
        learn((known) => [...known.filter((tab) => tab.id !== message.tab.id), message.tab]);
        break;
      case 'gone':
        learn((known) => known.filter((tab) => tab.id !== message.id));
        break;
      case 'take-over':
        if (own?.id !== message.id) break;
        isHandedOver.value = true;
        post({ type: 'handed-over', session: session.handOver() });
        break;
      case 'handed-over':
        onSession?.(message.session);
        break;
    }
  }

  channel?.addEventListener('message', ({ data }) => {
    const message = v.safeParse(messageSchema, data);
    if (message.success) receive(message.output);
  });

  effect(() => {
    const own = self.value;
    if (!own) return;
    const letGo = holdRoomLock(own);
    post({ type: 'here', tab: own });
    return () => {
      letGo();
      post({ type: 'gone', id: own.id });
    };
  });
  addEventListener('focus', look);
  look();

  return {
    moveHere() {
      const [first] = others.peek();
      if (!first) return Promise.resolve(false);
      return new Promise((resolve) => {
        const timer = setTimeout(() => end(false), ANSWER_MS);
        function end(isMoved: boolean): void {
          clearTimeout(timer);
          onSession = null;
          resolve(isMoved);
        }
        onSession = (handedOver) => {
          if (handedOver.identity.participantId !== first.id) return;
          end(true);
          session.takeOver(handedOver);
        };
        post({ type: 'take-over', id: first.id });
      });
    },
  };
}
