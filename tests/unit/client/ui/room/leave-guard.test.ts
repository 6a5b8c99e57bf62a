import { expect, test } from '@jest/globals';
import { createLeaveGuard } from '../../../../../src/client/ui/room/leave-guard.ts';

function createClock() {
  const tasks = new Set<() => void>();
  return {
    schedule: (task: () => void) => {
      tasks.add(task);
      return () => void tasks.delete(task);
    },
    pass: () => {
      for (const task of tasks) task();
      tasks.clear();
    },
  };
}

test('leaving by accident takes a second time within a moment', () => {
  const clock = createClock();
  const guard = createLeaveGuard(clock.schedule);
  expect(guard.confirm('key')).toBe(false);
  expect(guard.asking.peek()).toBe('key');
  expect(guard.confirm('key')).toBe(true);
  expect(guard.asking.peek()).toBeNull();
});

test('a second time that comes too late is a first one again', () => {
  const clock = createClock();
  const guard = createLeaveGuard(clock.schedule);
  guard.confirm('key');
  clock.pass();
  expect(guard.asking.peek()).toBeNull();
  expect(guard.confirm('key')).toBe(false);
});

test('a key does not confirm a way back', () => {
  const clock = createClock();
  const guard = createLeaveGuard(clock.schedule);
  guard.confirm('key');
  expect(guard.confirm('back')).toBe(false);
  expect(guard.asking.peek()).toBe('back');
  expect(guard.confirm('back')).toBe(true);
});
