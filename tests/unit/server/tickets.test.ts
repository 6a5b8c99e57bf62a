import { describe, expect, test } from '@jest/globals';
import { areOfSameRoom } from '../../../src/server/tickets/participant-id.ts';
import { createTickets } from '../../../src/server/tickets/tickets.ts';

const HOUR_MS = 60 * 60 * 1000;
const SECRET = 'one secret';
const NOON = Date.UTC(2026, 5, 1, 12);

const tickets = (now = NOON, secret = SECRET) => createTickets({ secret, now: () => now });

/** The ticket with `change` made to what it says, its signature kept. */
function tamper(ticket: string, change: (content: Record<string, unknown>) => object): string {
  const [payload = '', signature = ''] = ticket.split('.');
  const content = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  return `${Buffer.from(JSON.stringify(change(content))).toString('base64url')}.${signature}`;
}

describe('a ticket', () => {
  test('T1: says who may enter which room', () => {
    const { ticket, participantId } = tickets().issue('우리반');

    expect(tickets().verify(ticket)).toEqual({ ok: true, value: { participantId, roomId: '우리반', issuedAt: NOON } });
    expect(participantId).toMatch(/^[0-9a-f]{16}-[0-9a-f]{24}$/);
  });

  test('T2: ids tell their room, and nothing else is alike in them', () => {
    const [a, b, other] = ['red', 'red', 'blue'].map((room) => tickets().issue(room).participantId);

    expect(a).not.toBe(b);
    expect(areOfSameRoom(a ?? '', b ?? '')).toBe(true);
    expect(areOfSameRoom(a ?? '', other ?? '')).toBe(false);
  });

  test.each([
    ['missing', undefined, 'ticket:missing'],
    ['empty', '', 'ticket:missing'],
    ['a number', 42, 'ticket:missing'],
    ['no ticket at all', 'hello', 'ticket:malformed'],
    ['in three parts', 'a.b.c', 'ticket:malformed'],
    ['endless', `${'a'.repeat(5000)}.b`, 'ticket:malformed'],
    ['signed by nobody', 'a.b', 'ticket:forged'],
  ])('T3: is refused when it is %s', (_what, ticket, code) => {
    expect(tickets().verify(ticket)).toEqual({ ok: false, code });
  });

  test('T3: is refused when it is signed with another secret, or changed', () => {
    const { ticket } = tickets().issue('red');
    const { participantId } = tickets().issue('red');

    expect(tickets(NOON, 'another secret').verify(ticket)).toEqual({ ok: false, code: 'ticket:forged' });
    for (const change of [{ participantId }, { roomId: 'blue' }, { issuedAt: NOON + HOUR_MS }]) {
      expect(tickets().verify(tamper(ticket, (content) => ({ ...content, ...change })))).toEqual({
        ok: false,
        code: 'ticket:forged',
      });
    }
  });

  test('T3: is good for 24 hours', () => {
    const { ticket } = tickets().issue('red');

    expect(tickets(NOON + 24 * HOUR_MS).verify(ticket).ok).toBe(true);
    expect(tickets(NOON + 24 * HOUR_MS + 1).verify(ticket)).toEqual({ ok: false, code: 'ticket:expired' });
  });

  test('T3: may come from a clock that is a little ahead, not from one that is hours ahead', () => {
    const { ticket } = tickets().issue('red');

    expect(tickets(NOON - 30_000).verify(ticket).ok).toBe(true);
    expect(tickets(NOON - HOUR_MS).verify(ticket)).toEqual({ ok: false, code: 'ticket:expired' });
  });

  test('T4: is renewed for the same participant by the resume key alone, under any secret', () => {
    const { participantId, resumeKey } = tickets().issue('red');
    const renewed = tickets(NOON + 48 * HOUR_MS, 'a new secret').issue('red', resumeKey);

    expect(renewed.participantId).toBe(participantId);
    expect(tickets(NOON + 48 * HOUR_MS, 'a new secret').verify(renewed.ticket).ok).toBe(true);
    expect(tickets().issue('blue', resumeKey).participantId).not.toBe(participantId);
  });
});
