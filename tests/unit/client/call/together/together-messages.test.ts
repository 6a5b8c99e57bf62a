import { describe, expect, test } from '@jest/globals';
import type { GenericSchema } from 'valibot';
import { parseBody } from '../../../../../src/client/call/messages/channels.ts';
import { awaySchema } from '../../../../../src/client/call/together/away.ts';
import { chatSchema } from '../../../../../src/client/call/together/chat.ts';
import { handSchema } from '../../../../../src/client/call/together/hands.ts';
import { reactionSchema } from '../../../../../src/client/call/together/reactions.ts';

describe('a message of chat, hands, reactions or being away', () => {
  test.each<[string, GenericSchema, object]>([
    ['a chat message', chatSchema, { text: 'Hello', isPrivate: true }],
    ['a raised hand', handSchema, { order: 3 }],
    ['a lowered hand', handSchema, { order: null }],
    ['a reaction', reactionSchema, { kind: 'heart' }],
    ['stepping away', awaySchema, { isAway: true }],
  ])('C7: %s is understood', (_what, schema, body) => {
    expect(parseBody(schema, body)).toEqual(body);
  });

  test.each<[string, GenericSchema, object]>([
    ['chat that is too long', chatSchema, { text: 'x'.repeat(4001), isPrivate: false }],
    ['chat without anything to see', chatSchema, { text: '\u200b\n', isPrivate: false }],
    ['chat that is no text', chatSchema, { text: { toString: 'x' }, isPrivate: false }],
    ['chat that says nothing of its audience', chatSchema, { text: 'Hello' }],
    ['a hand with no whole number', handSchema, { order: 1.5 }],
    ['a hand before the first', handSchema, { order: 0 }],
    ['a hand beyond counting', handSchema, { order: 1e9 + 1 }],
    ['a reaction that we do not know', reactionSchema, { kind: '<img>' }],
    ['a reaction named like a method', reactionSchema, { kind: 'toString' }],
    ['being away, perhaps', awaySchema, { isAway: 'perhaps' }],
  ])('C7: %s is dropped', (_what, schema, body) => {
    expect(parseBody(schema, body)).toBeNull();
  });

  test('C7: chat is tidied on arrival, whatever its sender did', () => {
    const body = { text: 'a\u202eb\u0000', isPrivate: false };
    expect(parseBody(chatSchema, body)).toEqual({ text: 'ab', isPrivate: false });
  });
});
