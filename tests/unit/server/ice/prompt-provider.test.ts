import { describe, expect, test } from '@jest/globals';
import { createPromptProvider } from '../../../../src/server/ice/prompt-provider.ts';

const STUN = [{ urls: ['stun:a'] }];
const NOW_MS = 1000;

describe('a prompt provider', () => {
  test('hands on what is there in time', async () => {
    const grant = { servers: [{ urls: ['turn:a'] }], expiresAt: 5000 };
    const provider = createPromptProvider(() => Promise.resolve(grant), STUN, 10_000);

    expect(await provider('p', NOW_MS, 'page')).toEqual(grant);
  });

  test.each([
    ['hangs', () => new Promise<never>(() => undefined)],
    ['fails', () => Promise.reject(new Error('down'))],
  ])('answers with what it has, to be asked for again at once, when the other %s', async (_case, slow) => {
    expect(await createPromptProvider(slow, STUN, 1)('p', NOW_MS, 'page')).toEqual({
      servers: STUN,
      expiresAt: NOW_MS,
    });
  });
});
