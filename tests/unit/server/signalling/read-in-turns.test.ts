import { EventEmitter } from 'node:events';
import { afterEach, expect, jest, test } from '@jest/globals';
import type { WebSocket } from 'ws';
import { readInTurns } from '../../../../src/server/signalling/read-in-turns.ts';

afterEach(() => void jest.useRealTimers());

class FakeSocket extends EventEmitter {
  isPaused = false;
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
}

test('P4: a socket is not read while one of its messages waits for its turn', () => {
  const socket = new FakeSocket();
  const tasks: (() => void)[] = [];
  const heard: string[] = [];
  readInTurns(
    socket as unknown as WebSocket,
    (task) => void tasks.push(task),
    (message) => heard.push(message),
  );

  socket.emit('message', Buffer.from('one'), false);
  socket.emit('message', Buffer.from('two'), false);
  expect(socket.isPaused).toBe(true);
  tasks.shift()?.();
  expect(socket.isPaused).toBe(true);
  tasks.shift()?.();
  expect(socket.isPaused).toBe(false);
  expect(heard).toEqual(['one', 'two']);
});

test('P4: a message whose turn it is leaves its socket as it is', () => {
  const socket = new FakeSocket();
  const heard: string[] = [];
  readInTurns(
    socket as unknown as WebSocket,
    (task) => task(),
    (message) => heard.push(message),
  );
  socket.emit('message', Buffer.from('one'), false);
  expect(socket.isPaused).toBe(false);
  expect(heard).toEqual(['one']);
});

test('P3: nothing is read while the reading rests, even when no message waits', () => {
  jest.useFakeTimers();
  const socket = new FakeSocket();
  const reading = readInTurns(
    socket as unknown as WebSocket,
    (task) => task(),
    () => reading.rest(1000),
  );
  socket.emit('message', Buffer.from('one'), false);
  expect(socket.isPaused).toBe(true);
  jest.advanceTimersByTime(500);
  // One that had been read already changes nothing.
  socket.emit('message', Buffer.from('two'), false);
  jest.advanceTimersByTime(499);
  expect(socket.isPaused).toBe(true);
  jest.advanceTimersByTime(1);
  expect(socket.isPaused).toBe(false);

  socket.emit('message', Buffer.from('three'), false);
  reading.wake();
  expect(socket.isPaused).toBe(false);

  socket.emit('message', Buffer.from('four'), false);
  socket.emit('close');
  expect(jest.getTimerCount()).toBe(0);
});
