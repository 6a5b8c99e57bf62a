import { describe, expect, test } from '@jest/globals';
import { createCachedGrant } from '../../../../src/server/ice/cached-grant.ts';
import type { IceGrant } from '../../../../src/server/ice/ice-provider.ts';

const LIFETIME_MS = 60_000;

/** A cache in front of somebody whose answers the test gives, one for each question. */
function setUp() {
  const questions: { answer: (grant: IceGrant) => void; fail: (error: Error) => void }[] = [];
  const errors: unknown[] = [];
  const grantAt = createCachedGrant({
    fetchGrant: () => new Promise((answer, fail) => questions.push({ answer, fail })),
    lifetimeMs: LIFETIME_MS,
    onError: (error) => errors.push(error),
  });
  return { grantAt, questions, errors };
}

const grantUntil = (expiresAt: number): IceGrant => ({ servers: [], expiresAt });

/** One that has a grant from time 0. */
async function setUpFilled() {
  const all = setUp();
  const first = all.grantAt(0);
  all.questions[0]?.answer(grantUntil(LIFETIME_MS));
  await first;
  return all;
}

describe('a cached grant', () => {
  test('is asked for once, however many want it', async () => {
    const { grantAt, questions } = setUp();
    const everybody = [grantAt(0), grantAt(1), grantAt(2)];
    questions[0]?.answer(grantUntil(LIFETIME_MS));

    expect(await Promise.all(everybody)).toEqual(everybody.map(() => grantUntil(LIFETIME_MS)));
    expect(questions).toHaveLength(1);
  });

  test('is handed out as long as half of its life is left', async () => {
    const { grantAt, questions } = await setUpFilled();

    expect(await grantAt(29_999)).toEqual(grantUntil(60_000));
    expect(questions).toHaveLength(1);
  });

  test('is handed out while the next one is on its way', async () => {
    const { grantAt, questions } = await setUpFilled();
    const [one, other] = [await grantAt(30_000), await grantAt(31_000)];
    expect([one, other]).toEqual([grantUntil(60_000), grantUntil(60_000)]);
    expect(questions).toHaveLength(2);

    questions[1]?.answer(grantUntil(90_000));
    await Promise.resolve();
    expect(await grantAt(32_000)).toEqual(grantUntil(90_000));
  });

  test('is handed out to its end when there is no next one, and nobody is asked at every turn', async () => {
    const { grantAt, questions, errors } = await setUpFilled();
    await grantAt(40_000);
    questions[1]?.fail(new Error('down'));
    await Promise.resolve();

    expect(await grantAt(40_001)).toEqual(grantUntil(60_000));
    expect(await grantAt(49_999)).toEqual(grantUntil(60_000));
    expect(questions).toHaveLength(2);
    await grantAt(50_000);
    expect(questions).toHaveLength(3);
    expect(errors).toEqual([new Error('down')]);
  });

  test('is refused once it has ended, until there is another', async () => {
    const { grantAt, questions } = await setUpFilled();
    const late = grantAt(60_000);
    questions[1]?.fail(new Error('down'));
    await expect(late).rejects.toThrow('down');
    await expect(grantAt(60_001)).rejects.toThrow('down');
    expect(questions).toHaveLength(2);

    const later = grantAt(70_000);
    questions[2]?.answer(grantUntil(130_000));
    expect(await later).toEqual(grantUntil(130_000));
  });
});
