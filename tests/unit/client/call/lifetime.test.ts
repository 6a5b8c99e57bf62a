import { beforeEach, describe, expect, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { createFailures } from '../../../../src/client/call/failures.ts';
import { createLifetime, type Lifetime } from '../../../../src/client/call/lifetime.ts';
import { createListeners } from '../../../../src/client/call/listeners.ts';
import { createFakeClock, type FakeClock } from '../../../support/fakes/fake-clock.ts';

let clock: FakeClock;
let reported: unknown[];
let lifetime: Lifetime;
const fail = (): never => {
  throw new Error('failed');
};

beforeEach(() => {
  clock = createFakeClock();
  reported = [];
  lifetime = createLifetime({ schedule: clock.schedule, report: (error) => reported.push(error) });
});

describe('C13: what a call has started', () => {
  test('an effect that fails does not come out of the assignment, and runs again', () => {
    const source = signal(0);
    const seen: number[] = [];
    lifetime.effect(() => {
      seen.push(source.value);
      if (source.value === 1) fail();
    });
    source.value = 1;
    source.value = 2;
    expect(seen).toEqual([0, 1, 2]);
    expect(reported).toHaveLength(1);
  });

  test('a task that is repeated goes on after a failure', async () => {
    let count = 0;
    lifetime.repeat(
      () => {
        count += 1;
        if (count === 2) fail();
      },
      () => 100,
    );
    await clock.pass(450);
    expect(count).toBe(4);
    expect(reported).toHaveLength(1);
  });

  test('ends with it: no timer waits, no effect runs, nothing new starts', async () => {
    const source = signal(0);
    let runs = 0;
    const run = (): void => {
      runs += 1;
    };
    lifetime.effect(() => {
      if (source.value < 0) return;
      run();
    });
    lifetime.schedule(run, 100);
    lifetime.repeat(run, () => 100);
    lifetime.end();
    lifetime.end();
    source.value = 1;
    lifetime.attempt(run);
    lifetime.schedule(run, 100);
    await clock.pass(1000);
    expect(runs).toBe(1);
    expect(clock.waiting).toBe(0);
  });
});

describe('C13: a failure', () => {
  test('is reported once, however often it happens; the person hears of it at most once a minute', () => {
    let told = 0;
    const failures = createFailures({ report: (error) => reported.push(error), now: clock.now }, () => (told += 1));
    const error = new Error('again and again');
    failures.report(error);
    for (let count = 0; count < 10; count += 1) failures.tell(error);
    failures.tell(new Error('another'));
    expect(reported).toHaveLength(2);
    expect(told).toBe(1);
    clock.sleep(60_000);
    failures.tell(error);
    expect(told).toBe(2);
  });

  test('of one listener keeps the news from no other, and is thrown afterwards', () => {
    const listeners = createListeners<string>();
    const heard: string[] = [];
    listeners.add(fail);
    const stop = listeners.add((news) => heard.push(news));
    expect(() => listeners.tell('one')).toThrow('failed');
    stop();
    expect(() => listeners.tell('two')).toThrow('failed');
    expect(heard).toEqual(['one']);
  });
});
