import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import type { WebSocket } from 'ws';
import { readInTurns } from '../../../../src/server/signalling/read-in-turns.ts';

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
