import { describe, expect, test } from '@jest/globals';
import { parseLinkMessage } from '../../../../../src/client/call/messages/link-message.ts';

describe('a message from another participant', () => {
  test.each([
    ['no object', null],
    ['text', 'media-state'],
    ['an unknown type', { type: 'eval', code: 'alert(1)' }],
    ['a wrong field', { type: 'media-state', microphone: 'yes', camera: true }],
  ])('C7: is dropped when it is %s', (_what, body) => {
    expect(parseLinkMessage(body)).toBeNull();
  });

  test('C7: keeps only the fields that we know', () => {
    const body: unknown = JSON.parse(
      '{"type":"media-state","microphone":true,"camera":true,"__proto__":{"admin":1},"x":1}',
    );
    expect(parseLinkMessage(body)).toEqual({ type: 'media-state', microphone: true, camera: true });
  });
});
