import { expect, test } from '@jest/globals';
import { createReceiveTransfer } from '../../../../../src/client/call/files/receive-transfer.ts';

test('C14: a file that waits is drawn once, and not again with every second', () => {
  let drawn = 0;
  const transfer = createReceiveTransfer({
    id: 1,
    from: 'id-alice',
    file: { name: 'a.txt', size: 10 },
    openSink: () => new Promise(() => undefined),
    channel: { send: () => true },
    now: () => 0,
    onWritten: () => undefined,
    onChange: () => (drawn += 1),
  });
  for (let second = 0; second < 10; second += 1) transfer.happens({ type: 'tick' });
  expect(drawn).toBe(0);
  transfer.happens({ type: 'accept' });
  expect(drawn).toBe(1);
});

test('from the click on Accept on it says that the file is being made ready, and Accept is gone', () => {
  const transfer = createReceiveTransfer({
    id: 1,
    from: 'id-alice',
    file: { name: 'a.txt', size: 10 },
    // The browser finds out for seconds where it can write.
    openSink: () => new Promise(() => undefined),
    channel: { send: () => true },
    now: () => 0,
    onWritten: () => undefined,
    onChange: () => undefined,
  });
  expect(transfer.progress).toEqual({ status: 'offered' });
  transfer.happens({ type: 'accept' });
  expect(transfer.progress).toEqual({ status: 'opening' });
  transfer.happens({ type: 'stop', reason: 'cancelled' });
  expect(transfer.progress).toMatchObject({ status: 'failed', reason: 'cancelled' });
});
