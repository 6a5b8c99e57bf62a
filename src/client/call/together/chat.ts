import * as v from 'valibot';
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { createRateLimit } from '../../../shared/rate-limit.ts';
import { ok, refuse, type Result } from '../../../shared/result.ts';
import type { CallState } from '../room/call-state.ts';
import { MAX_CHAT_LENGTH, tidyChatText } from './chat-text.ts';
import type { Messages } from '../messages/channels.ts';
import type { Notify } from '../notices/notice.ts';
import { nameOf } from '../room/names.ts';

export const chatSchema = v.object({
  text: v.pipe(v.string(), v.maxLength(MAX_CHAT_LENGTH), v.transform(tidyChatText), v.nonEmpty()),
  /** To nobody but the receiver. */
  isPrivate: v.boolean(),
});

/** Somebody as they were called when it was written: they may have left, or have another name by now. */
export interface ChatPerson {
  readonly id: ParticipantId;
  readonly name: string;
}

interface Written {
  readonly id: number;
  /** When it was sent, or arrived here; milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
}

export interface SentEntry extends Written {
  readonly direction: 'sent';
  readonly to: ChatPerson | 'everyone';
}

export interface ReceivedEntry extends Written {
  readonly direction: 'received';
  readonly from: ChatPerson;
  /** To us alone. */
  readonly isPrivate: boolean;
}

export type ChatEntry = SentEntry | ReceivedEntry;

export interface Chat {
  /** The newest entries, oldest first; it starts when this page came into the room. */
  readonly entries: ReadonlySignal<readonly ChatEntry[]>;
  /** Received since it was last read. */
  readonly unread: ReadonlySignal<number>;
  /**
   * Says it to one person, or with null to everyone. Refusals: `payload:invalid` (there is nothing to see in it),
   * `payload:too-large`, `rate:limited`, `participant:unknown`, `chat:nobody-here`.
   */
  send(text: string, to: ParticipantId | null): Result<void>;
  /** Whether the log is before somebody's eyes now. */
  setReading(isReading: boolean): void;
}

/** More than anybody scrolls back, and a few megabytes at most. */
const MAX_ENTRIES = 500;

export const CHAT_CHANNEL = {
  /** What an honest page may have kept for us during a minute's outage arrives at once; beyond that somebody floods. */
  budget: { burst: 100, perSecond: 2 },
  /** The longest text, each character of it escaped. */
  maxUnits: 7 * MAX_CHAT_LENGTH,
};

/** Faster than anybody writes. */
const OWN_LIMIT = { burst: 10, perSecond: 1 };

export interface ChatOptions {
  readonly messages: Messages;
  readonly state: ReadonlySignal<CallState>;
  readonly now: () => number;
  /** Milliseconds since the epoch. */
  readonly timeOfDay: () => number;
  readonly notify: Notify;
}

export function createChat({ messages, state, now, timeOfDay, notify }: ChatOptions): Chat {
  const channel = messages.channel('chat', chatSchema, CHAT_CHANNEL);
  const entries = signal<readonly ChatEntry[]>([]);
  const unread = signal(0);
  const ownLimit = createRateLimit({ ...OWN_LIMIT, now });
  let count = 0;
  let isRead = false;

  function write(text: string): Written {
    count += 1;
    return { id: count, at: timeOfDay(), text };
  }

  function append(entry: ChatEntry): void {
    entries.value = [...entries.peek(), entry].slice(-MAX_ENTRIES);
  }

  channel.on((from, { text, isPrivate }) => {
    const sender = { id: from, name: nameOf(state.peek(), from) };
    const entry: ReceivedEntry = { ...write(text), direction: 'received', from: sender, isPrivate };
    append(entry);
    if (!isRead) unread.value += 1;
    notify({ type: isPrivate ? 'privateMessage' : 'message', name: sender.name, detail: text });
  });

  function check(text: string, to: ParticipantId | null): Result<void> {
    const { links } = state.peek();
    if (text === '') return refuse('payload:invalid');
    if (text.length > MAX_CHAT_LENGTH) return refuse('payload:too-large');
    if (links.size === 0) return refuse('chat:nobody-here');
    if (to !== null && !links.has(to)) return refuse('participant:unknown');
    return ownLimit.take() ? ok(undefined) : refuse('rate:limited');
  }

  return {
    entries,
    unread,
    send(raw, to) {
      const text = tidyChatText(raw);
      const allowed = check(text, to);
      if (!allowed.ok) return allowed;
      const message = { text, isPrivate: to !== null };
      if (to === null) channel.sendToAll(message);
      else if (!channel.send(to, message)) return refuse('rate:limited');
      const receiver: SentEntry['to'] = to === null ? 'everyone' : { id: to, name: nameOf(state.peek(), to) };
      append({ ...write(text), direction: 'sent', to: receiver });
      return allowed;
    },
    setReading(isReading) {
      isRead = isReading;
      if (isReading) unread.value = 0;
    },
  };
}
