import { describe, expect, test } from '@jest/globals';
import { createPeerTokens, PEER_TOKEN_LIFETIME_MS } from '../../../src/server/tickets/peer-tokens.ts';
import { createTickets } from '../../../src/server/tickets/tickets.ts';

const NOON = Date.UTC(2026, 5, 1, 12);
const ALICE = `${'a'.repeat(16)}-${'1'.repeat(24)}`;
const BOB = `${'a'.repeat(16)}-${'2'.repeat(24)}`;

const peerTokens = (now = NOON, secret = 'one secret') => createPeerTokens({ secret, now: () => now });

describe('T5: a token for PeerServer', () => {
  const token = peerTokens().issue(ALICE);

  test('says whose it is, for a minute', () => {
    expect(peerTokens(NOON + PEER_TOKEN_LIFETIME_MS).verify(token)).toEqual({ ok: true, value: ALICE });
    expect(peerTokens(NOON + PEER_TOKEN_LIFETIME_MS + 1).verify(token)).toEqual({ ok: false, code: 'ticket:expired' });
    expect(peerTokens(NOON - 60_000).verify(token)).toEqual({ ok: false, code: 'ticket:expired' });
  });

  test('is the same for every process with the secret, and worthless for others', () => {
    expect(peerTokens(NOON, 'another secret').verify(token)).toEqual({ ok: false, code: 'ticket:forged' });
  });

  test.each([
    ['missing', undefined, 'ticket:missing'],
    ['empty', '', 'ticket:missing'],
    ['something else', 'hello', 'ticket:malformed'],
    ['in four parts', `${token}.x`, 'ticket:malformed'],
    ['endless', `${token}${'x'.repeat(100_000)}`, 'ticket:malformed'],
    ["of another participant with this one's signature", token.replace(ALICE, BOB), 'ticket:forged'],
    ['dated later', token.replace(String(NOON), String(NOON + 1)), 'ticket:forged'],
  ])('is refused when it is %s', (_what, given, code) => {
    expect(peerTokens().verify(given)).toEqual({ ok: false, code });
  });

  test('is no ticket, and a ticket is none', () => {
    const tickets = createTickets({ secret: 'one secret', now: () => NOON });
    expect(tickets.verify(token).ok).toBe(false);
    expect(peerTokens().verify(tickets.issue('red').ticket).ok).toBe(false);
  });
});
