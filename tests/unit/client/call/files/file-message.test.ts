import { describe, expect, test } from '@jest/globals';
import { fileMessageSchema } from '../../../../../src/client/call/files/file-message.ts';
import { parseBody } from '../../../../../src/client/call/messages/channels.ts';

const offer = { step: 'offer', id: 1, name: 'a.txt', size: 10 };

describe('a message about a file', () => {
  test.each<[string, object]>([
    ['an offer', offer],
    ['a pull', { step: 'pull', id: 1, from: 0 }],
    ['an end', { step: 'end', id: 1, sha256: '0'.repeat(64) }],
    ['a cancel', { step: 'cancel', id: 2 ** 32 - 1, reason: 'disk', isSender: false }],
  ])('F6: %s passes', (_what, message) => {
    expect(parseBody(fileMessageSchema, message)).toEqual(message);
  });

  test.each<[string, object]>([
    ['a negative size', { ...offer, size: -1 }],
    ['a size that is no number', { ...offer, size: '10' }],
    ['half a byte', { ...offer, size: 0.5 }],
    ['a size beyond all disks', { ...offer, size: 2 ** 41 }],
    ['an endless size', { ...offer, size: Infinity }],
    ['an endless name', { ...offer, name: 'a'.repeat(1025) }],
    ['an id out of range', { ...offer, id: 2 ** 32 }],
    ['an unknown step', { ...offer, step: 'open' }],
    ['an unknown reason', { step: 'cancel', id: 1, reason: '<b>', isSender: true }],
    ['a hash that is none', { step: 'end', id: 1, sha256: 'x' }],
    ['a negative offset', { step: 'pull', id: 1, from: -1 }],
  ])('F6: is dropped with %s', (_what, message) => {
    expect(parseBody(fileMessageSchema, message)).toBeNull();
  });
});
