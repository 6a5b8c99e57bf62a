import { describe, expect, test } from '@jest/globals';
import { parseLinkMessage } from '../../../../../src/client/call/messages/link-message.ts';

describe('a message of chat, hands, reactions or being away', () => {
  test.each([
    ['a chat message', { type: 'chat', text: 'Hello', isPrivate: true }],
    ['a raised hand', { type: 'hand', order: 3 }],
    ['a lowered hand', { type: 'hand', order: null }],
    ['a reaction', { type: 'reaction', kind: 'heart' }],
    ['stepping away', { type: 'away', isAway: true }],
  ])('C7: %s is understood', (_what, body) => {
    expect(parseLinkMessage(body)).toEqual(body);
  });

  test.each([
    ['chat that is too long', { type: 'chat', text: 'x'.repeat(4001), isPrivate: false }],
    ['chat without anything to see', { type: 'chat', text: '\u200b\n', isPrivate: false }],
    ['chat that is no text', { type: 'chat', text: { toString: 'x' }, isPrivate: false }],
    ['chat that says nothing of its audience', { type: 'chat', text: 'Hello' }],
    ['a hand with no whole number', { type: 'hand', order: 1.5 }],
    ['a hand before the first', { type: 'hand', order: 0 }],
    ['a hand beyond counting', { type: 'hand', order: 1e9 + 1 }],
    ['a reaction that we do not know', { type: 'reaction', kind: '<img>' }],
    ['a reaction named like a method', { type: 'reaction', kind: 'toString' }],
    ['being away, perhaps', { type: 'away', isAway: 'perhaps' }],
  ])('C7: %s is dropped', (_what, body) => {
    expect(parseLinkMessage(body)).toBeNull();
  });

  test('C7: chat is tidied on arrival, whatever its sender did', () => {
    const body = { type: 'chat', text: 'a\u202eb\u0000', isPrivate: false };
    expect(parseLinkMessage(body)).toEqual({ type: 'chat', text: 'ab', isPrivate: false });
  });
});
