import { describe, expect, test } from '@jest/globals';
import {
  advanceOutgoing,
  type Outgoing,
  type OutgoingEvent,
  type OutgoingWant,
} from '../../../../../src/client/call/files/outgoing.ts';

const KB = 1024;

/** A transfer of `size` bytes, with a clock that moves when it is told. */
function createTransfer(size: number) {
  let state: Outgoing = { status: 'offered' };
  let wants: readonly OutgoingWant[] = [];
  let now = 0;
  return {
    get state() {
      return state;
    },
    /** What it wanted last, in short: `read 0+16384`. */
    get wants() {
      return wants.map((want) => (want.type === 'read' ? `read ${want.offset}+${want.length}` : want.type));
    },
    get readTo() {
      return state.status === 'sending' ? state.next : 0;
    },
    happens(...events: OutgoingEvent[]) {
      for (const event of events) ({ state, wants } = advanceOutgoing(state, event, { size, now }));
    },
    wait: (ms: number) => void (now += ms),
  };
}

const failed = (reason: string, isOurs: boolean) => ({ status: 'failed', reason, isOurs });

describe('a file on its way out', () => {
  test('F2: nothing is read before the receiver asks for it', () => {
    const transfer = createTransfer(100);
    transfer.happens({ type: 'progress', written: 50, heldMs: 0 }, { type: 'done' });
    expect(transfer.state).toEqual({ status: 'offered' });
    transfer.happens({ type: 'pull', from: 0 });
    expect(transfer.wants).toEqual(['read 0+100', 'tell-end']);
  });

  test('F1: an empty file is its hash and nothing else', () => {
    const transfer = createTransfer(0);
    transfer.happens({ type: 'pull', from: 0 });
    expect(transfer.wants).toEqual(['tell-end']);
    transfer.happens({ type: 'done' });
    expect(transfer.state).toEqual({ status: 'done' });
  });

  test('F3: no more is on its way than the window, however much there is', () => {
    const transfer = createTransfer(100_000 * KB);
    transfer.happens({ type: 'pull', from: 0 });
    expect(transfer.readTo).toBe(128 * KB);
    transfer.happens({ type: 'pull', from: 0 });
    expect(transfer.readTo).toBe(128 * KB);
  });

  test('F3: what is written makes room, and quick writing makes the window larger', () => {
    const transfer = createTransfer(100_000 * KB);
    transfer.happens({ type: 'pull', from: 0 });
    transfer.wait(10);
    transfer.happens({ type: 'progress', written: 128 * KB, heldMs: 0 });
    expect(transfer.readTo).toBe((128 + 256) * KB);
  });

  test('F4: a second pull goes back, or on, to where it asks for', () => {
    const transfer = createTransfer(1000 * KB);
    transfer.happens({ type: 'pull', from: 0 }, { type: 'pull', from: 16 * KB });
    expect(transfer.wants[0]).toBe(`read ${16 * KB}+${16 * KB}`);
    expect(transfer.state).toMatchObject({ run: 2, written: 16 * KB });
  });

  test('F4: a pull at the end repeats the hash', () => {
    const transfer = createTransfer(100);
    transfer.happens({ type: 'pull', from: 0 }, { type: 'pull', from: 100 });
    expect(transfer.wants).toEqual(['tell-end']);
  });

  test.each<[string, OutgoingEvent]>([
    ['behind what was ever sent', { type: 'pull', from: 101 }],
    ['at an offset that nothing was sent for', { type: 'pull', from: 1 }],
  ])('F6: a pull %s ends it', (_where, pull) => {
    const transfer = createTransfer(100);
    transfer.happens(pull);
    expect(transfer.state).toEqual(failed('invalid', true));
    expect(transfer.wants).toEqual(['tell-cancel', 'release']);
  });

  test.each([0, 101, 1e9])('F6: a report of %s written bytes that cannot be is passed over', (written) => {
    const transfer = createTransfer(100);
    transfer.happens({ type: 'pull', from: 0 });
    const before = transfer.state;
    transfer.happens({ type: 'progress', written, heldMs: 0 });
    expect(transfer.state).toEqual(before);
  });

  test('F6: nobody has it before it was sent', () => {
    const transfer = createTransfer(1000 * KB);
    transfer.happens({ type: 'pull', from: 0 }, { type: 'done' });
    expect(transfer.state.status).toBe('sending');
  });

  test.each<[string, OutgoingEvent, object, string[]]>([
    ['the file changed', { type: 'stop', reason: 'changed' }, failed('changed', true), ['tell-cancel', 'release']],
    ['the receiver declines', { type: 'stopped', reason: 'refused' }, failed('refused', false), ['release']],
    ['the disk of the receiver is full', { type: 'stopped', reason: 'disk' }, failed('disk', false), ['release']],
    ['the receiver leaves', { type: 'left' }, failed('left', false), ['release']],
  ])('F5: ends when %s, and stays ended', (_why, event, state, wants) => {
    const transfer = createTransfer(1000 * KB);
    transfer.happens({ type: 'pull', from: 0 }, event);
    expect(transfer.state).toEqual(state);
    expect(transfer.wants).toEqual(wants);
    transfer.happens({ type: 'pull', from: 0 }, { type: 'done' }, { type: 'left' });
    expect(transfer.state).toEqual(state);
    expect(transfer.wants).toEqual([]);
  });
});
