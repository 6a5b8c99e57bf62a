import type { TransferEndReason } from './file-message.ts';
import { MAX_WINDOW_BYTES } from './pacing.ts';

/** One file that somebody offers, as its receiver sees it. Pure: transfers.ts runs what it wants. */
export type Incoming =
  /** Waits for a person's answer. */
  | { readonly status: 'offered' }
  /** Accepted; the place to save it is being opened. */
  | { readonly status: 'opening' }
  | Receiving
  /** All of it is written. */
  | { readonly status: 'checking'; readonly sha256: string }
  /** It is what was sent. */
  | { readonly status: 'saving' }
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly reason: TransferEndReason | 'left'; readonly isOurs: boolean };

interface Receiving {
  readonly status: 'receiving';
  readonly received: number;
  readonly written: number;
  /** When bytes last came, or were last asked for. */
  readonly heardAt: number;
  /** Whether a gap has been reported, and nothing has come since. */
  readonly hasAskedAgain: boolean;
  /** Null until the sender has told it. */
  readonly sha256: string | null;
}

export type IncomingEvent =
  | { readonly type: 'accept' }
  | { readonly type: 'opened' }
  /** The person chose no place for it after all. */
  | { readonly type: 'not-opened' }
  | { readonly type: 'frame'; readonly offset: number; readonly length: number }
  | { readonly type: 'written'; readonly to: number }
  | { readonly type: 'end'; readonly sha256: string }
  /** What all that was written hashes to. */
  | { readonly type: 'checked'; readonly sha256: string }
  | { readonly type: 'saved' }
  /** There is a new connection, on which nothing has been asked for. */
  | { readonly type: 'connected' }
  | { readonly type: 'tick' }
  | { readonly type: 'stop'; readonly reason: TransferEndReason }
  | { readonly type: 'stopped'; readonly reason: TransferEndReason }
  | { readonly type: 'left' };

export type IncomingWant =
  | { readonly type: 'open' }
  | { readonly type: 'tell-pull'; readonly from: number }
  /** Write the frame at hand, without its first `skip` bytes. */
  | { readonly type: 'write'; readonly skip: number; readonly to: number }
  | { readonly type: 'tell-progress'; readonly written: number }
  | { readonly type: 'check' }
  | { readonly type: 'save' }
  | { readonly type: 'discard' }
  | { readonly type: 'tell-done' }
  | { readonly type: 'tell-cancel'; readonly reason: TransferEndReason };

interface IncomingStep {
  readonly state: Incoming;
  readonly wants: readonly IncomingWant[];
}

interface Context {
  readonly size: number;
  readonly now: number;
}

/**
 * Silence after which the receiver asks again: frames may have gone into a connection that is no more. Longer than
 * mending usually takes, so that asking is seldom needed.
 */
export const SILENCE_MS = 5000;

/** Twice what a sender that keeps to its window has on its way; one that does not would fill our memory. */
const MAX_UNWRITTEN_BYTES = 2 * MAX_WINDOW_BYTES;

const keep = (state: Incoming, ...wants: readonly IncomingWant[]): IncomingStep => ({ state, wants });

const fail = (reason: TransferEndReason | 'left', isOurs: boolean, ...wants: readonly IncomingWant[]): IncomingStep =>
  keep({ status: 'failed', reason, isOurs }, ...wants, { type: 'discard' });

const refuse = (reason: TransferEndReason): IncomingStep => fail(reason, true, { type: 'tell-cancel', reason });

const pull = (state: Receiving, now: number): IncomingStep =>
  keep({ ...state, heardAt: now }, { type: 'tell-pull', from: state.received });

/** While the disk is behind, the sender waits for it, and rightly sends nothing. */
const isSilent = ({ received, written, heardAt }: Receiving, now: number): boolean =>
  received === written && now - heardAt >= SILENCE_MS;

function checkWhole(state: Receiving, { size }: Context, ...wants: readonly IncomingWant[]): IncomingStep {
  if (state.written < size || state.sha256 === null) return keep(state, ...wants);
  return keep({ status: 'checking', sha256: state.sha256 }, ...wants, { type: 'check' });
}

function onFrame(
  state: Receiving,
  { offset, length }: { offset: number; length: number },
  context: Context,
): IncomingStep {
  const { size, now } = context;
  const end = offset + length;
  if (end > size) return refuse('invalid');
  if (offset > state.received) {
    // What lies between went with an earlier connection; asked for once, it will come in order.
    return state.hasAskedAgain ? keep(state) : pull({ ...state, hasAskedAgain: true }, now);
  }
  if (end <= state.received) return keep(state);
  // Will be asked for again when the disk has caught up.
  if (end - state.written > MAX_UNWRITTEN_BYTES) return keep(state);
  const next: Receiving = { ...state, received: end, heardAt: now, hasAskedAgain: false };
  return keep(next, { type: 'write', skip: state.received - offset, to: end });
}

function advanceReceiving(state: Receiving, event: IncomingEvent, context: Context): IncomingStep {
  switch (event.type) {
    case 'frame':
      return onFrame(state, event, context);
    case 'written':
      return checkWhole({ ...state, written: event.to, heardAt: context.now }, context, {
        type: 'tell-progress',
        written: event.to,
      });
    case 'end':
      return checkWhole({ ...state, sha256: event.sha256 }, context);
    case 'connected':
      return pull(state, context.now);
    case 'tick':
      return isSilent(state, context.now) ? pull(state, context.now) : keep(state);
    default:
      return keep(state);
  }
}

const hasAll = ({ status }: Incoming): boolean => status === 'checking' || status === 'saving';

export function advanceIncoming(state: Incoming, event: IncomingEvent, context: Context): IncomingStep {
  if (state.status === 'done' || state.status === 'failed') return keep(state);
  if (event.type === 'stop') return refuse(event.reason);
  if (event.type === 'stopped') return fail(event.reason, false);
  // Once everything is here it does not matter who is.
  if (event.type === 'left') return hasAll(state) ? keep(state) : fail('left', false);

  switch (state.status) {
    case 'offered':
      return event.type === 'accept' ? keep({ status: 'opening' }, { type: 'open' }) : keep(state);
    case 'opening':
      if (event.type === 'not-opened') return keep({ status: 'offered' });
      if (event.type !== 'opened') return keep(state);
      return pull(
        { status: 'receiving', received: 0, written: 0, heardAt: context.now, hasAskedAgain: false, sha256: null },
        context.now,
      );
    case 'receiving':
      return advanceReceiving(state, event, context);
    case 'checking':
      if (event.type !== 'checked') return keep(state);
      if (event.sha256 !== state.sha256) return refuse('corrupt');
      return keep({ status: 'saving' }, { type: 'save' });
    case 'saving':
      return event.type === 'saved' ? keep({ status: 'done' }, { type: 'tell-done' }) : keep(state);
  }
}
