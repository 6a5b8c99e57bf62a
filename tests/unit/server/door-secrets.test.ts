import { describe, expect, test } from '@jest/globals';
import { createGuesses } from '../../../src/server/limits/guesses.ts';
import { browserInRoom, createBrowserIds } from '../../../src/server/tickets/browser-ids.ts';
import { createHostKeys } from '../../../src/server/tickets/host-keys.ts';
import { createPasscodes } from '../../../src/server/tickets/passcodes.ts';
import { createSigner } from '../../../src/server/tickets/signing.ts';

describe('H7: a host key', () => {
  const keys = (secret: string) => createHostKeys({ secret, isLasting: true });

  test('is known again by every process with the same secret, for its room alone', () => {
    const key = keys('secret').issue('red');
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(keys('secret').isKeyOf('red', key)).toBe(true);
    expect(keys('secret').isKeyOf('blue', key)).toBe(false);
    expect(keys('another').isKeyOf('red', key)).toBe(false);
    expect(keys('secret').isKeyOf('red', '')).toBe(false);
  });

  test('is no signature that anything else is given', () => {
    expect(createSigner('secret').sign('red')).not.toBe(keys('secret').issue('red'));
  });
});

describe('H4: a browser', () => {
  test('is known by a cookie that this server signed', () => {
    const ids = createBrowserIds({ secret: 'secret' });
    const { id, cookie } = ids.issue();
    expect(ids.verify(cookie)).toBe(id);
    for (const made of [undefined, '', id, `${id}.`, `x${cookie.slice(1)}`, `${cookie}x`])
      expect(ids.verify(made)).toBeNull();
    expect(createBrowserIds({ secret: 'another' }).verify(cookie)).toBeNull();
  });

  test('has another name in each room', () => {
    expect(browserInRoom('red', 'id')).not.toBe(browserInRoom('blue', 'id'));
  });
});

describe('H8: a passcode', () => {
  test('fits the hash that was made of it, which is another one each time', async () => {
    const passcodes = createPasscodes();
    const [first, second] = await Promise.all([passcodes.hash('sesame'), passcodes.hash('sesame')]);
    expect(first).not.toBe(second);
    expect(first).not.toContain('sesame');
    expect(await passcodes.fits('sesame', first ?? '')).toBe(true);
    expect(await passcodes.fits('Sesame', first ?? '')).toBe(false);
    expect(await passcodes.fits('sesame', '')).toBe(false);
  });

  test('of too many at once is not looked at', async () => {
    const passcodes = createPasscodes();
    const hash = (await passcodes.hash('sesame')) ?? '';
    const answers = await Promise.all(Array.from({ length: 40 }, () => passcodes.fits('sesame', hash)));
    expect(answers.filter((fits) => fits === true)).toHaveLength(34);
    expect(answers.filter((fits) => fits === null)).toHaveLength(6);
    expect(await passcodes.fits('sesame', hash)).toBe(true);
  });
});

describe('H9: wrong guesses', () => {
  test('are limited for each network, and for each room', () => {
    let now = 0;
    const guesses = createGuesses(() => now);
    const heard = (count: number, network: (index: number) => string | null): number =>
      Array.from({ length: count }, (_, index) => guesses.take('red', network(index))).filter((is) => is).length;

    expect(heard(50, () => 'one')).toBe(10);
    expect(heard(100, (index) => `network ${index}`)).toBe(50);
    expect(heard(10, () => null)).toBe(0);
    now += 30_000;
    expect(heard(10, () => 'one')).toBe(1);
    guesses.giveBack('red', 'one');
    expect(heard(1, () => 'one')).toBe(1);
    expect(guesses.take('blue', null)).toBe(true);
  });
});
