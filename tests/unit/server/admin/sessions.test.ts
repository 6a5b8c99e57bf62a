import { describe, expect, test } from '@jest/globals';
import { createSessions, SESSION_MS } from '../../../../src/server/admin/sessions.ts';

function setUp() {
  let time = 1_000_000;
  const sessions = createSessions(() => time);
  return { sessions, pass: (ms: number) => (time += ms) };
}

describe('sessions of admins', () => {
  test('A2: a session is found by its own secret, and by nothing else', () => {
    const { sessions } = setUp();
    const [one, other] = [sessions.open(), sessions.open()];
    expect(one).not.toBe(other);
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(sessions.find(one)).not.toBeNull();
    for (const wrong of [undefined, '', 'x', one.slice(1), `${one}x`, one.toUpperCase(), '__proto__']) {
      expect(sessions.find(wrong)).toBeNull();
    }
  });

  test('A2: a session ends after 12 hours, and what is open in it hears of it', () => {
    const { sessions, pass } = setUp();
    const token = sessions.open();
    const ended: string[] = [];
    sessions.find(token)?.onEnd(() => ended.push('events'));
    const takeBack = sessions.find(token)?.onEnd(() => ended.push('closed before'));
    takeBack?.();

    pass(SESSION_MS - 1);
    sessions.expire();
    expect(sessions.find(token)).not.toBeNull();
    pass(1);
    expect(sessions.find(token)).toBeNull();
    expect(ended).toEqual([]);
    sessions.expire();
    expect(ended).toEqual(['events']);
  });

  test('signing out ends one session, once', () => {
    const { sessions } = setUp();
    const [one, other] = [sessions.open(), sessions.open()];
    let times = 0;
    sessions.find(one)?.onEnd(() => (times += 1));
    sessions.end(one);
    sessions.end(one);
    expect([times, sessions.find(one), sessions.find(other) === null]).toEqual([1, null, false]);
  });

  test('20 are open at most: the oldest gives way', () => {
    const { sessions } = setUp();
    const tokens = Array.from({ length: 21 }, () => sessions.open());
    expect(tokens.map((token) => sessions.find(token) !== null)).toEqual([false, ...Array<boolean>(20).fill(true)]);
  });
});
