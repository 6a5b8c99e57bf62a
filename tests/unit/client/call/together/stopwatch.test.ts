import { describe, expect, test } from '@jest/globals';
import { parseBody } from '../../../../../src/client/call/messages/channels.ts';
import type { Notify } from '../../../../../src/client/call/notices/notice.ts';
import {
  createStopwatch,
  newerOf,
  stopwatchSchema,
  type Stopwatch,
} from '../../../../../src/client/call/together/stopwatch.ts';
import { createFakeClock } from '../../../../support/fakes/fake-clock.ts';
import { createMeeting } from '../../../../support/meeting.ts';
import { createRandom } from '../../../../support/random.ts';
import { idOf } from '../../../../support/scene.ts';

const MINUTE_MS = 60_000;

/** Pages whose clocks start anywhere. */
function createRoom(...names: string[]) {
  const meeting = createMeeting(...names);
  const clock = createFakeClock();
  const news: string[] = [];
  const all = new Map(
    names.map((name, index): [string, Stopwatch] => {
      const now = (): number => clock.now() + index * 1_000_000;
      const notify: Notify = ({ type, name: by = '' }) =>
        news.push(`${name}: ${type.replace('stopwatch.', '')} by ${by}`);
      const stopwatch = createStopwatch({ ...meeting.page(name), now, schedule: clock.schedule, notify });
      return [name, stopwatch];
    }),
  );
  const of = (name: string): Stopwatch => {
    const stopwatch = all.get(name);
    if (!stopwatch) throw new Error(`${name} has no stopwatch`);
    return stopwatch;
  };
  const minutesLeft = (): number[] => names.map((name) => of(name).remainingMs() / MINUTE_MS);
  return { meeting, clock, news, of, minutesLeft };
}

describe('which of two settings holds', () => {
  const setting = { count: 2, by: 'b', endsAt: 1000 };

  test.each([
    ['the higher count', { count: 3, by: 'c', endsAt: 5 }, true],
    ['not the lower count', { count: 1, by: 'a', endsAt: 5 }, false],
    ['of one count the lower id', { count: 2, by: 'a', endsAt: 5000 }, true],
    ['of one count not the higher id', { count: 2, by: 'c', endsAt: 5 }, false],
    ['of one setting the earlier end', { count: 2, by: 'b', endsAt: 900 }, true],
    ['of one setting not the later end', { count: 2, by: 'b', endsAt: 1100 }, false],
  ])('W10: %s', (_what, told, isTaken) => {
    expect(newerOf(setting, told) === told).toBe(isTaken);
  });
});

describe('a stopwatch', () => {
  test('W10: runs on all pages alike, each by its own clock, and ends with news on all', async () => {
    const { meeting, clock, news, of, minutesLeft } = createRoom('Alice', 'Bob', 'Carol');
    of('Alice').start(5);
    meeting.deliver();
    expect(minutesLeft()).toEqual([5, 5, 5]);
    await clock.pass(3 * MINUTE_MS);
    expect(minutesLeft()).toEqual([2, 2, 2]);
    expect(news).toEqual(['Bob: started by Alice', 'Carol: started by Alice']);
    news.length = 0;
    await clock.pass(2 * MINUTE_MS);
    expect(minutesLeft()).toEqual([0, 0, 0]);
    expect(of('Bob').isRunning.value).toBe(false);
    expect(news).toEqual(['Alice: ended by Alice', 'Bob: ended by Alice', 'Carol: ended by Alice']);
    expect(clock.waiting).toBe(0);
  });

  test('W10: is stopped by anybody, which is no end', async () => {
    const { meeting, clock, news, of, minutesLeft } = createRoom('Alice', 'Bob');
    of('Alice').start(1);
    meeting.deliver();
    of('Bob').stop();
    meeting.deliver();
    expect(minutesLeft()).toEqual([0, 0]);
    await clock.pass(2 * MINUTE_MS);
    expect(news).toEqual(['Bob: started by Alice', 'Alice: stopped by Bob']);
    of('Bob').stop();
    expect(meeting.pending()).toEqual([]);
  });

  test.each([
    [0, 1],
    [1, 1],
    [60, 60],
    [90, 60],
  ])('W10: of %d minutes runs for %d', (asked, minutes) => {
    const { of, minutesLeft } = createRoom('Alice');
    of('Alice').start(asked);
    expect(minutesLeft()).toEqual([minutes]);
  });

  test('W10: a newcomer is told by those who are there, and can start the next', async () => {
    const { meeting, clock, news, of, minutesLeft } = createRoom('Alice', 'Bob', 'Carol');
    of('Alice').start(10);
    meeting.deliver('Alice', 'Bob');
    await clock.pass(4 * MINUTE_MS);
    news.length = 0;
    // What Alice said before never reaches Carol: she hears of it from Bob, and later from Alice.
    meeting.connect('Bob', 'Carol');
    expect(minutesLeft()).toEqual([6, 6, 6]);
    expect(news).toEqual([]);
    of('Carol').start(2);
    meeting.deliver('Carol');
    expect(minutesLeft()).toEqual([2, 2, 2]);
  });

  test('W10: nothing is told to a newcomer where none has ever run', () => {
    const { meeting, of } = createRoom('Alice', 'Bob');
    meeting.connect('Alice', 'Bob');
    expect(of('Bob').isRunning.value).toBe(false);
  });

  test('W10: a start that waited for a connection is put right by the greeting', async () => {
    const { meeting, clock, of, minutesLeft } = createRoom('Alice', 'Bob');
    of('Alice').start(5);
    await clock.pass(MINUTE_MS);
    meeting.deliver();
    expect(minutesLeft()).toEqual([4, 5]);
    meeting.connect('Alice', 'Bob');
    expect(minutesLeft()).toEqual([4, 4]);
  });

  test('W10: of several starts and stops at once all pages agree on one, in whatever order they hear of them', () => {
    const names = ['Alice', 'Bob', 'Carol'];
    for (let seed = 1; seed <= 50; seed += 1) {
      const random = createRandom(seed);
      const { meeting, of, minutesLeft } = createRoom(...names);
      for (let step = 0; step < 20; step += 1) {
        const name = random.pick(names);
        const dice = random.next();
        if (dice < 0.3) of(name).start(1 + Math.floor(random.next() * 60));
        else if (dice < 0.4) of(name).stop();
        else meeting.deliver(name, random.pick(names));
      }
      meeting.deliver();
      expect(new Set(minutesLeft()).size).toBe(1);
    }
  });

  test('W10: a page that starts one after the other is news at most three times', () => {
    const { meeting, news } = createRoom('Alice', 'Mallory');
    for (let count = 1; count <= 30; count += 1) {
      meeting.inject('Mallory', 'Alice', { type: 'stopwatch', count, by: idOf('Mallory'), remainingMs: 1000 });
    }
    expect(news).toHaveLength(3);
  });

  test('W10: is not believed to be started by somebody else than who says so', () => {
    const { meeting, news, of } = createRoom('Alice', 'Bob', 'Mallory');
    meeting.inject('Mallory', 'Alice', { type: 'stopwatch', count: 1, by: idOf('Bob'), remainingMs: 1000 });
    expect(of('Alice').isRunning.value).toBe(true);
    expect(news).toEqual([]);
  });

  test('ends without news for those who have left, and is forgotten on coming back', async () => {
    const { meeting, clock, news, of } = createRoom('Alice', 'Bob');
    of('Alice').start(1);
    meeting.page('Alice').happens({ type: 'leave' });
    await clock.pass(2 * MINUTE_MS);
    expect(news).toEqual([]);
    of('Alice').start(1);
    meeting.page('Alice').happens({ type: 'join', name: 'Alice' });
    expect(of('Alice').isRunning.value).toBe(false);
  });
});

describe('a message about the stopwatch', () => {
  const message = { count: 1, by: 'a', remainingMs: 1000 };

  test.each<[string, object]>([
    ['no count', { ...message, count: null }],
    ['a count below the first', { ...message, count: 0 }],
    ['a count beyond counting', { ...message, count: 1e9 + 1 }],
    ['an endless id', { ...message, by: 'x'.repeat(101) }],
    ['more than 60 minutes', { ...message, remainingMs: 60 * MINUTE_MS + 1 }],
    ['less than nothing', { ...message, remainingMs: -1 }],
    ['a time that is no number', { ...message, remainingMs: '1000' }],
    ['a part of a millisecond', { ...message, remainingMs: 0.5 }],
  ])('W10: is dropped with %s', (_what, body) => {
    const { meeting, of } = createRoom('Alice', 'Bob');
    expect(parseBody(stopwatchSchema, body)).toBeNull();
    meeting.inject('Bob', 'Alice', { type: 'stopwatch', ...body });
    expect(of('Alice').isRunning.value).toBe(false);
  });
});
