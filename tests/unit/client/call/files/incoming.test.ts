import { describe, expect, test } from '@jest/globals';
import {
  advanceIncoming,
  SILENCE_MS,
  type Incoming,
  type IncomingEvent,
} from '../../../../../src/client/call/files/incoming.ts';
import { MAX_WINDOW_BYTES } from '../../../../../src/client/call/files/pacing.ts';

const HASH = 'a'.repeat(64);

/** An offer of `size` bytes; `wants` are all since the last look, in short. */
function createTransfer(size: number) {
  let state: Incoming = { status: 'offered' };
  let wanted: string[] = [];
  let now = 0;
  return {
    get state() {
      return state;
    },
    wants() {
      const before = wanted;
      wanted = [];
      return before;
    },
    happens(...events: IncomingEvent[]) {
      for (const event of events) {
        const step = advanceIncoming(state, event, { size, now });
        state = step.state;
        wanted.push(...step.wants.map(({ type, ...rest }) => [type, ...Object.values<unknown>(rest)].join(' ')));
      }
    },
    wait: (ms: number) => void (now += ms),
  };
}

const frame = (offset: number, length: number): IncomingEvent => ({ type: 'frame', offset, length });

/** Accepted, with a place to go. */
function createReceiving(size: number) {
  const transfer = createTransfer(size);
  transfer.happens({ type: 'accept' }, { type: 'opened' });
  transfer.wants();
  return transfer;
}

describe('a file on its way in', () => {
  test('F2: nothing happens before the person accepts it', () => {
    const transfer = createTransfer(100);
    transfer.happens(frame(0, 100), { type: 'end', sha256: HASH }, { type: 'connected' }, { type: 'tick' });
    expect(transfer.state).toEqual({ status: 'offered' });
    expect(transfer.wants()).toEqual([]);
    transfer.happens({ type: 'accept' });
    expect(transfer.wants()).toEqual(['open']);
    transfer.happens({ type: 'opened' });
    expect(transfer.wants()).toEqual(['tell-pull 0']);
  });

  test('F2: whoever chooses no place after all can accept it again', () => {
    const transfer = createTransfer(100);
    transfer.happens({ type: 'accept' }, { type: 'not-opened' }, { type: 'accept' });
    expect(transfer.wants()).toEqual(['open', 'open']);
  });

  test('F1: it is done when it is written, hashes to what the sender says, and is saved', () => {
    const transfer = createReceiving(100);
    transfer.happens(frame(0, 60), { type: 'end', sha256: HASH }, frame(60, 40), { type: 'written', to: 60 });
    expect(transfer.wants()).toEqual(['write 0 60', 'write 0 100', 'tell-progress 60']);
    transfer.happens({ type: 'written', to: 100 });
    expect(transfer.wants()).toEqual(['tell-progress 100', 'check']);
    transfer.happens({ type: 'checked', sha256: HASH });
    expect(transfer.wants()).toEqual(['save']);
    transfer.happens({ type: 'left' });
    transfer.happens({ type: 'saved' });
    expect(transfer.state).toEqual({ status: 'done' });
    expect(transfer.wants()).toEqual(['tell-done']);
  });

  test('F1: what hashes to something else is thrown away', () => {
    const transfer = createReceiving(1);
    transfer.happens(frame(0, 1), { type: 'written', to: 1 }, { type: 'end', sha256: HASH });
    transfer.wants();
    transfer.happens({ type: 'checked', sha256: 'b'.repeat(64) });
    expect(transfer.state).toMatchObject({ status: 'failed', reason: 'corrupt' });
    expect(transfer.wants()).toEqual(['tell-cancel corrupt', 'discard']);
  });

  test('F4: a new connection is asked for the rest', () => {
    const transfer = createReceiving(100);
    transfer.happens(frame(0, 40), { type: 'connected' });
    expect(transfer.wants()).toEqual(['write 0 40', 'tell-pull 40']);
  });

  test.each([
    ['repeats what is there', frame(0, 40), []],
    ['overlaps with what is there', frame(30, 20), ['write 10 50']],
    ['leaves a gap', frame(50, 10), ['tell-pull 40']],
  ])('F4: a frame that %s', (_how, next, wants) => {
    const transfer = createReceiving(100);
    transfer.happens(frame(0, 40));
    transfer.wants();
    transfer.happens(next);
    expect(transfer.wants()).toEqual(wants);
  });

  test('F4: a gap is asked for once, and again when bytes have come since', () => {
    const transfer = createReceiving(100);
    transfer.happens(frame(50, 10), frame(60, 10));
    expect(transfer.wants()).toEqual(['tell-pull 0']);
    transfer.happens(frame(0, 10), frame(50, 10));
    expect(transfer.wants()).toEqual(['write 0 10', 'tell-pull 10']);
  });

  test('F4: after a silence it asks again, but not while its own disk is behind', () => {
    const transfer = createReceiving(100);
    transfer.happens(frame(0, 40));
    transfer.wait(SILENCE_MS);
    transfer.happens({ type: 'tick' });
    expect(transfer.wants()).toEqual(['write 0 40']);
    transfer.happens({ type: 'written', to: 40 }, { type: 'tick' });
    expect(transfer.wants()).toEqual(['tell-progress 40']);
    transfer.wait(SILENCE_MS);
    transfer.happens({ type: 'tick' }, { type: 'tick' });
    expect(transfer.wants()).toEqual(['tell-pull 40']);
  });

  test('F6: a frame that goes past the end of the file ends it', () => {
    const transfer = createReceiving(100);
    transfer.happens(frame(90, 20));
    expect(transfer.state).toMatchObject({ status: 'failed', reason: 'invalid', isOurs: true });
    expect(transfer.wants()).toEqual(['tell-cancel invalid', 'discard']);
  });

  test('F3: a sender that does not wait for the disk is not listened to', () => {
    const transfer = createReceiving(100 * MAX_WINDOW_BYTES);
    transfer.happens(frame(0, 2 * MAX_WINDOW_BYTES), frame(2 * MAX_WINDOW_BYTES, 1));
    expect(transfer.wants()).toEqual([`write 0 ${2 * MAX_WINDOW_BYTES}`]);
  });

  test.each<[string, IncomingEvent, string[]]>([
    ['the person declines', { type: 'stop', reason: 'refused' }, ['tell-cancel refused', 'discard']],
    ['the disk is full', { type: 'stop', reason: 'disk' }, ['tell-cancel disk', 'discard']],
    ['the sender cancels', { type: 'stopped', reason: 'cancelled' }, ['discard']],
    ['the sender leaves', { type: 'left' }, ['discard']],
  ])('F5: ends when %s, and stays ended', (_why, event, wants) => {
    const transfer = createReceiving(100);
    transfer.happens(event);
    expect(transfer.state.status).toBe('failed');
    expect(transfer.wants()).toEqual(wants);
    transfer.happens(frame(0, 100), { type: 'accept' }, { type: 'opened' }, { type: 'left' });
    expect(transfer.state.status).toBe('failed');
    expect(transfer.wants()).toEqual([]);
  });
});
