import { describe, expect, test } from '@jest/globals';
import { createIceRenewal, renewalDelayMs } from '../../../../../src/client/call/link/ice-renewal.ts';
import type { Ice } from '../../../../../src/shared/ice.ts';

const iceFor = (expiresInMs: number | null): Ice => ({ servers: [], transportPolicy: 'all', expiresInMs });

/** Lets promises that are settled be noticed. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A renewal with a clock that the test moves, and a server whose answers the test gives. */
function setUp(expiresInMs: number | null, isMember = true) {
  let time = 0;
  let isInside = isMember;
  const timers = new Set<{ at: number; task: () => void }>();
  const questions: { answer: (ice: Ice) => void; fail: () => void }[] = [];
  const renewed: { expiresInMs: number | null; wasExpired: boolean }[] = [];
  const renewal = createIceRenewal({
    first: iceFor(expiresInMs),
    isMember: () => isInside,
    now: () => time,
    random: () => 0,
    schedule(task, afterMs) {
      const timer = { at: time + afterMs, task };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    renew: () => new Promise((answer, fail) => questions.push({ answer, fail: () => fail(new Error('down')) })),
    onRenewed: (ice, { wasExpired }) => renewed.push({ expiresInMs: ice.expiresInMs, wasExpired }),
  });
  return {
    renewal,
    enter(ice: Ice | null) {
      isInside = true;
      renewal.enter(ice);
    },
    questions,
    renewed,
    /** Moves the clock, and runs what is due by then. */
    async passUntil(until: number) {
      time = until;
      for (const timer of [...timers].filter(({ at }) => at <= until)) {
        timers.delete(timer);
        timer.task();
      }
      await settle();
    },
    /** Moves the clock as a computer's sleep does: no timer runs. */
    sleepUntil(until: number) {
      time = until;
    },
    async answer(ice: Ice) {
      questions.at(-1)?.answer(ice);
      await settle();
    },
    async fail() {
      questions.at(-1)?.fail();
      await settle();
    },
  };
}

describe('when to ask for new credentials', () => {
  test.each([
    ['never, when they are good for ever', null, 0, Infinity],
    ['when half of their life is over', 60_000, 0, 30_000],
    ['soon, when something is missing', 0, 0, 500],
    ['soon, after an attempt in vain', 60_000, 1, 1000],
    ['less and less often', 60_000, 4, 8000],
    ['but every minute', 60_000, 20, 60_000],
  ])('%s', (_case, expiresInMs, fruitless, delayMs) => {
    expect(renewalDelayMs(expiresInMs, fruitless, 0)).toBe(delayMs);
  });

  test('is not the same moment for everybody who has to try again', () => {
    expect(renewalDelayMs(60_000, 1, 0.99)).toBeCloseTo(505);
  });
});

describe('the renewal of credentials', () => {
  test('I3: goes on for as long as the page lives', async () => {
    const { passUntil, questions, renewed, answer } = setUp(60_000);
    await passUntil(29_999);
    expect(questions).toHaveLength(0);
    await passUntil(30_000);
    await answer(iceFor(60_000));
    await passUntil(60_000);
    await answer(iceFor(60_000));

    expect(questions).toHaveLength(2);
    expect(renewed).toEqual([
      { expiresInMs: 60_000, wasExpired: false },
      { expiresInMs: 60_000, wasExpired: false },
    ]);
  });

  test('I6: begins when the page is in the room, with what the answer to the join brought', async () => {
    const { passUntil, questions, renewed, enter } = setUp(60_000, false);
    await passUntil(600_000);
    expect(questions).toHaveLength(0);
    enter(iceFor(7_200_000));
    expect(renewed).toEqual([{ expiresInMs: 7_200_000, wasExpired: true }]);
    await passUntil(600_000 + 3_600_000);
    expect(questions).toHaveLength(1);
  });

  test('I6: begins also when the answer to the join brought nothing better', async () => {
    const { passUntil, questions, enter } = setUp(60_000, false);
    await passUntil(10_000);
    enter(null);
    await passUntil(40_000);
    expect(questions).toHaveLength(1);
  });

  test('I6: a page that is not in the room mends without waiting for what it would not be given', () => {
    const { renewal, sleepUntil, questions } = setUp(60_000, false);
    let runs = 0;
    sleepUntil(3_600_000);
    renewal.whenFresh(() => (runs += 1));
    expect([runs, questions.length]).toEqual([1, 0]);
  });

  test('I3: tries again when the server cannot be reached', async () => {
    const { passUntil, questions, renewed, answer, fail } = setUp(60_000);
    await passUntil(30_000);
    await fail();
    await passUntil(31_000);
    expect(questions).toHaveLength(2);
    await answer(iceFor(60_000));
    expect(renewed).toHaveLength(1);
  });

  test('I2: asks soon for what was missing in the page, and says that it is of use now', async () => {
    const { passUntil, renewed, answer } = setUp(0);
    await passUntil(500);
    await answer(iceFor(0));
    await passUntil(1500);
    await answer(iceFor(60_000));

    expect(renewed).toEqual([
      { expiresInMs: 0, wasExpired: false },
      { expiresInMs: 60_000, wasExpired: true },
    ]);
  });

  test('keeps what is good when the server has nothing as good, and asks again', async () => {
    const { passUntil, questions, renewed, answer } = setUp(60_000);
    await passUntil(30_000);
    await answer(iceFor(0));
    expect(renewed).toEqual([]);
    await passUntil(31_000);
    expect(questions).toHaveLength(2);
  });

  test('is put off by servers that came with a new ticket', async () => {
    const { passUntil, questions, renewal } = setUp(60_000);
    await passUntil(29_000);
    renewal.accept(iceFor(60_000));
    await passUntil(58_000);
    expect(questions).toHaveLength(0);
    await passUntil(59_000);
    expect(questions).toHaveLength(1);
  });

  test('I4: what needs good credentials runs at once when they are good', () => {
    const { renewal, sleepUntil } = setUp(60_000);
    let runs = 0;
    sleepUntil(59_999);
    renewal.whenFresh(() => (runs += 1));
    expect(runs).toBe(1);
  });

  test('I4: after a long sleep it waits for new ones, which are asked for once', async () => {
    const { renewal, sleepUntil, passUntil, questions, renewed, answer } = setUp(60_000);
    let runs = 0;
    sleepUntil(3_600_000);
    renewal.whenFresh(() => (runs += renewed.length));
    await passUntil(3_600_000);
    expect([runs, questions.length]).toEqual([0, 1]);
    await answer(iceFor(60_000));
    await passUntil(3_610_000);

    expect(runs).toBe(1);
    expect(renewed).toEqual([{ expiresInMs: 60_000, wasExpired: true }]);
  });

  test.each(['fails', 'hangs'])('I4: it runs without them when the server %s', async (how) => {
    const { renewal, sleepUntil, passUntil, fail } = setUp(60_000);
    let runs = 0;
    sleepUntil(3_600_000);
    renewal.whenFresh(() => (runs += 1));
    if (how === 'fails') await fail();
    else await passUntil(3_601_500);
    expect(runs).toBe(1);
  });
});
