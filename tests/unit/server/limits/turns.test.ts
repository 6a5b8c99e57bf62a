import { describe, expect, test } from '@jest/globals';
import { createTurns } from '../../../../src/server/limits/turns.ts';

/** Time goes on only by work, and by waiting when there is none. */
function createWorld() {
  let now = 1000;
  let used = 0;
  const timers: { at: number; task: () => void }[] = [];
  const turns = createTurns({
    now: () => now,
    usedMs: () => used,
    schedule: (task, afterMs) => void timers.push({ at: now + afterMs, task }),
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i += 1) await Promise.resolve();
  };
  return {
    turns,
    get now() {
      return now;
    },
    work(ms: number) {
      now += ms;
      used += ms;
    },
    /** The machine does something else. */
    stall(ms: number) {
      now += ms;
    },
    /** Until nothing waits, or for so long. */
    async pass(ms = Infinity) {
      const end = now + ms;
      await settle();
      for (;;) {
        timers.sort((a, b) => a.at - b.at);
        const next = timers[0];
        if (!next || next.at > end) break;
        timers.shift();
        now = Math.max(now, next.at);
        next.task();
        await settle();
      }
    },
  };
}

describe('turns', () => {
  test('G11: a single request goes on at once', async () => {
    const { turns, pass } = createWorld();
    let isOver = false;
    void turns.wait('a').then(() => (isOver = true));
    await pass(0);
    expect(isOver).toBe(true);
  });

  test('G11: one address takes a third of the time once its credit is used up, and does one thing after the other', async () => {
    const world = createWorld();
    const startedAt: number[] = [];
    for (let i = 0; i < 200; i += 1) {
      void world.turns.wait('flood').then(() => {
        startedAt.push(world.now);
        world.work(2);
      });
    }
    await world.pass();

    expect(startedAt).toHaveLength(200);
    const elapsed = world.now - 1000;
    expect(elapsed).toBeGreaterThan(3 * 400 - 3 * 25 - 10);
    expect(elapsed).toBeLessThan(3 * 400 + 10);
  });

  test('G11: what another address asks for does not wait behind a flood', async () => {
    const world = createWorld();
    for (let i = 0; i < 500; i += 1) void world.turns.wait('flood').then(() => world.work(2));
    await world.pass(100);
    const askedAt = world.now;
    let servedAt = NaN;
    void world.turns.wait('honest').then(() => (servedAt = world.now));
    await world.pass(0);
    expect(servedAt - askedAt).toBeLessThanOrEqual(2);
  });

  test('P4: messages are handed on in order, at once while there is credit', async () => {
    const world = createWorld();
    const heard: number[] = [];
    const say = (number: number): void =>
      world.turns.run('a', () => {
        heard.push(number);
        world.work(5);
      });
    for (let i = 0; i < 20; i += 1) say(i);
    expect(heard.length).toBeGreaterThanOrEqual(5);
    expect(heard.length).toBeLessThan(20);
    await world.pass();
    expect(heard).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('a task that throws does not hold up those behind it', async () => {
    const world = createWorld();
    expect(() =>
      world.turns.run('a', () => {
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    let isOver = false;
    world.turns.run('a', () => (isOver = true));
    await world.pass();
    expect(isOver).toBe(true);
  });

  test('time in which the process did nothing is not held against an address', async () => {
    const world = createWorld();
    void world.turns.wait('a').then(() => world.stall(60_000));
    await world.pass();
    const askedAt = world.now;
    let servedAt = NaN;
    void world.turns.wait('a').then(() => (servedAt = world.now));
    await world.pass();
    expect(servedAt - askedAt).toBe(0);
  });
});
