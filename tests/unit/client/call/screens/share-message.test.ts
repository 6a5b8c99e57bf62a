import { describe, expect, test } from '@jest/globals';
import { parseBody } from '../../../../../src/client/call/messages/channels.ts';
import { parsePurpose, sharesSchema } from '../../../../../src/client/call/screens/share-message.ts';

describe('what a call says that it is for', () => {
  test.each([
    ['a camera, when it says nothing', undefined, { kind: 'camera' }],
    ['a screen', { kind: 'screen', share: 'screen_a-1' }, { kind: 'screen', share: 'screen_a-1' }],
    ['nothing else', { kind: 'mixer' }, null],
    ['no screen without a name', { kind: 'screen' }, null],
    ['no screen that is named like a call', { kind: 'screen', share: 'mc_123-0' }, null],
    ['no screen with a name that is too long', { kind: 'screen', share: `screen_${'x'.repeat(61)}` }, null],
    ['not text', 'screen', null],
    ['not null', null, null],
  ])('S1: is %s', (_what, metadata, expected) => {
    expect(parsePurpose(metadata)).toEqual(expected);
  });
});

describe('an announcement', () => {
  test.each([
    [['screen_1'], true],
    [[], true],
    [['screen_1', 'screen_2', 'screen_3', 'screen_4'], false],
    [['<b>'], false],
    ['screen_1', false],
  ])('S1: of %j is taken: %j', (shares, isTaken) => {
    expect(parseBody(sharesSchema, { shares }) !== null).toBe(isTaken);
  });
});
