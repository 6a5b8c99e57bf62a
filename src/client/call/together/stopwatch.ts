import * as v from 'valibot';
import { signal, type ReadonlySignal } from '@preact/signals-core';
import { createKeyedRateLimit } from '../../../shared/keyed-rate-limit.ts';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Messages } from '../messages/channels.ts';
import { nameOf } from '../room/names.ts';
import type { Notify } from '../notices/notice.ts';
import { isInCall, type CallState } from '../room/call-state.ts';
import { onJoining } from '../room/phase.ts';

/** A countdown for the whole room: anybody starts it, and anybody stops it. */
export interface Stopwatch {
  readonly isRunning: ReadonlySignal<boolean>;
  /** 0 when nothing runs. */
  remainingMs(): number;
  /** A countdown that runs already gives way to this one. */
  start(minutes: number): void;
  stop(): void;
}

export const MOST_MINUTES = 60;

const MINUTE_MS = 60_000;
const MAX_COUNT = 1_000_000_000;

/** Each start and each stop by anybody. A page tells the newest one that it knows. */
export const stopwatchSchema = v.object({
  /** One more than the highest count that its page knew. */
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_COUNT)),
  by: v.pipe(v.string(), v.maxLength(100)),
  /** 0 when it was stopped, or has ended since. */
  remainingMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_MINUTES * MINUTE_MS)),
});

/** With `endsAt` on this page's own clock. */
interface Setting {
  readonly count: number;
  readonly by: ParticipantId;
  readonly endsAt: number;
}

const NEVER_SET: Setting = { count: 0, by: '', endsAt: 0 };

/**
 * Which of two settings holds on all pages: the one with the higher count, else the one whose participant has the lower
 * id. Of one setting the earlier end holds: a message that comes late says more time than there is.
 */
export function newerOf(known: Setting, told: Setting): Setting {
  if (told.count !== known.count) return told.count > known.count ? told : known;
  if (told.by !== known.by) return told.by < known.by ? told : known;
  return told.endsAt < known.endsAt ? told : known;
}

/** Starting and stopping is free for all; announcing it again and again is not. */
const NEWS_LIMIT = { burst: 3, perSecond: 0.2 };

export interface StopwatchOptions {
  readonly messages: Messages;
  readonly state: ReadonlySignal<CallState>;
  readonly now: () => number;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
  /** Told of what others do, and of the end of each countdown. */
  readonly notify: Notify;
}

export function createStopwatch({ messages, state, now, schedule, notify }: StopwatchOptions): Stopwatch {
  const channel = messages.channel('stopwatch', stopwatchSchema);
  const newsLimit = createKeyedRateLimit({ ...NEWS_LIMIT, now });
  const isRunning = signal(false);
  let setting = NEVER_SET;
  let toldBy: ParticipantId = '';
  let cancelEnd = (): void => undefined;

  const remainingMs = (): number => (isRunning.peek() ? Math.max(0, setting.endsAt - now()) : 0);
  const own = () => ({ count: setting.count, by: setting.by, remainingMs: Math.ceil(remainingMs()) });

  function tell(type: 'started' | 'stopped' | 'ended'): void {
    const isOwn = toldBy === state.peek().selfId;
    if (!isInCall(state.peek()) || (!isOwn && !newsLimit.take(toldBy))) return;
    notify({ type: `stopwatch.${type}`, name: nameOf(state.peek(), toldBy) });
  }

  function end(): void {
    isRunning.value = false;
    tell('ended');
  }

  function set(next: Setting, from: ParticipantId): void {
    cancelEnd();
    cancelEnd = () => undefined;
    setting = next;
    toldBy = from;
    isRunning.value = next.endsAt > now();
    if (isRunning.peek()) cancelEnd = schedule(end, next.endsAt - now());
  }

  function setOwn(forMs: number): void {
    const { selfId } = state.peek();
    set({ count: Math.min(MAX_COUNT, setting.count + 1), by: selfId, endsAt: now() + forMs }, selfId);
    channel.sendToAll(own());
  }

  channel.greet(() => (setting.count === 0 ? null : own()));
  channel.on((from, { count, by, remainingMs: theirs }) => {
    const told = { count, by, endsAt: now() + theirs };
    if (newerOf(setting, told) !== told) return;
    const wasRunning = isRunning.peek();
    const isSame = count === setting.count && by === setting.by;
    set(told, from);
    // On the other page this countdown has ended. Here it had a moment left.
    if (isSame && wasRunning && theirs === 0) end();
    // What another page passes on is shown, but is no news of that page.
    else if (!isSame && by === from && (wasRunning || theirs > 0)) tell(theirs > 0 ? 'started' : 'stopped');
  });
  onJoining(state, () => set(NEVER_SET, ''));

  return {
    isRunning,
    remainingMs,
    start: (minutes) => setOwn(Math.min(MOST_MINUTES, Math.max(1, Math.round(minutes))) * MINUTE_MS),
    stop() {
      if (isRunning.peek()) setOwn(0);
    },
  };
}
