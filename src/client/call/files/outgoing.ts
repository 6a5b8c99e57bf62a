import type { TransferEndReason } from './file-message.ts';
import { adapt, newPace, payloadBytes, type FilePace } from './pacing.ts';

/** One file on its way to one participant, as its sender sees it. Pure: transfers.ts runs what it wants. */
export type Outgoing =
  | { readonly status: 'offered' }
  | Sending
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly reason: TransferEndReason | 'left'; readonly isOurs: boolean };

interface Sending {
  readonly status: 'sending';
  /** Counts pulls: what was read for an earlier one is not sent any more. */
  readonly run: number;
  /** All before this is written at the other end. */
  readonly written: number;
  /** Where to read next. */
  readonly next: number;
  /** Where reading has been once: nobody can ask for what lies behind. */
  readonly furthest: number;
  readonly pace: FilePace;
  /** When the frames in flight were read. */
  readonly frames: readonly { readonly end: number; readonly at: number }[];
  /** The pace is adapted again when all before this is written. */
  readonly adaptAt: number;
}

export type OutgoingEvent =
  | { readonly type: 'pull'; readonly from: number }
  | { readonly type: 'progress'; readonly written: number; readonly heldMs: number }
  | { readonly type: 'done' }
  /** Ended by this side. */
  | { readonly type: 'stop'; readonly reason: TransferEndReason }
  /** Ended by the other side. */
  | { readonly type: 'stopped'; readonly reason: TransferEndReason }
  | { readonly type: 'left' };

export type OutgoingWant =
  | { readonly type: 'read'; readonly run: number; readonly offset: number; readonly length: number }
  /** Everything has been read: tell the other side what it hashes to. */
  | { readonly type: 'tell-end'; readonly run: number }
  | { readonly type: 'tell-cancel'; readonly reason: TransferEndReason }
  /** Nothing of it will be read any more. */
  | { readonly type: 'release' };

interface OutgoingStep {
  readonly state: Outgoing;
  readonly wants: readonly OutgoingWant[];
}

const keep = (state: Outgoing, ...wants: readonly OutgoingWant[]): OutgoingStep => ({ state, wants });

const fail = (reason: TransferEndReason | 'left', isOurs: boolean, ...wants: readonly OutgoingWant[]): OutgoingStep =>
  keep({ status: 'failed', reason, isOurs }, ...wants, { type: 'release' });

/** Reads as far as the window allows. */
function read(state: Sending, size: number, now: number): OutgoingStep {
  const wants: OutgoingWant[] = [];
  const frames = [...state.frames];
  let { next } = state;
  while (next < size && next - state.written < state.pace.windowBytes) {
    const length = Math.min(payloadBytes(state.pace), size - next);
    wants.push({ type: 'read', run: state.run, offset: next, length });
    next += length;
    frames.push({ end: next, at: now });
  }
  if (next === size && state.next < size) wants.push({ type: 'tell-end', run: state.run });
  return keep({ ...state, next, frames, furthest: Math.max(state.furthest, next) }, ...wants);
}

function onPull(state: Outgoing, from: number, size: number, now: number): OutgoingStep {
  const before = state.status === 'sending' ? state : { run: 0, furthest: 0 };
  if (from > before.furthest) return fail('invalid', true, { type: 'tell-cancel', reason: 'invalid' });
  const run = before.run + 1;
  const sending: Sending = {
    status: 'sending',
    run,
    written: from,
    next: from,
    furthest: before.furthest,
    pace: newPace,
    frames: [],
    adaptAt: from,
  };
  return from === size ? keep(sending, { type: 'tell-end', run }) : read(sending, size, now);
}

function onProgress(
  state: Sending,
  { written, heldMs }: Extract<OutgoingEvent, { type: 'progress' }>,
  size: number,
  now: number,
): OutgoingStep {
  // A report about an earlier run, or about bytes that were never sent.
  if (written <= state.written || written > state.next) return keep(state);
  const newest = state.frames.filter(({ end }) => end <= written).at(-1);
  const inFlightBytes = state.next - state.written;
  const isDue = newest !== undefined && written >= state.adaptAt;
  return read(
    {
      ...state,
      written,
      frames: state.frames.filter(({ end }) => end > written),
      pace: isDue ? adapt(state.pace, { delayMs: now - newest.at - heldMs, inFlightBytes }) : state.pace,
      adaptAt: isDue ? state.next : state.adaptAt,
    },
    size,
    now,
  );
}

export function advanceOutgoing(
  state: Outgoing,
  event: OutgoingEvent,
  { size, now }: { readonly size: number; readonly now: number },
): OutgoingStep {
  if (state.status === 'done' || state.status === 'failed') return keep(state);
  switch (event.type) {
    case 'pull':
      return onPull(state, event.from, size, now);
    case 'progress':
      return state.status === 'sending' ? onProgress(state, event, size, now) : keep(state);
    case 'done':
      return state.status === 'sending' && state.next === size
        ? keep({ status: 'done' }, { type: 'release' })
        : keep(state);
    case 'stop':
      return fail(event.reason, true, { type: 'tell-cancel', reason: event.reason });
    case 'stopped':
      return fail(event.reason, false);
    case 'left':
      return fail('left', false);
  }
}
