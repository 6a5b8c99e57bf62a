import { expect, test } from '@jest/globals';
import { nextBeginning, type Beginner, type Beginning } from '../../../../../src/client/call/video/gentle-start.ts';

const connecting = (id: string): Beginner => ({ id, isConnecting: true, hasBegun: false });
const connected = (id: string): Beginner => ({ id, isConnecting: false, hasBegun: false });
const begun = (id: string): Beginner => ({ id, isConnecting: false, hasBegun: true });

/** What has grown after each of these moments. */
function grownAfter(...moments: (readonly Beginner[])[]): string[][] {
  let beginning: Beginning = new Map();
  return moments.map((links) => {
    beginning = nextBeginning(beginning, links);
    return [...beginning].filter(([, how]) => how === 'grown').map(([id]) => id);
  });
}

test('U13: pictures grow together, once nobody is about to connect and their first frames are sent', () => {
  expect(
    grownAfter(
      [connecting('bob'), connecting('carol')],
      [begun('bob'), connecting('carol')],
      [begun('bob'), connected('carol')],
      [begun('bob'), begun('carol')],
    ),
  ).toEqual([[], [], ['bob'], ['bob', 'carol']]);
});

test('U13: a picture that has grown stays so when somebody comes, who starts small', () => {
  expect(grownAfter([begun('bob')], [begun('bob'), connecting('carol')])).toEqual([['bob'], ['bob']]);
});

test('U13: who has left and comes back starts anew', () => {
  expect(grownAfter([begun('bob')], [], [connected('bob')])).toEqual([['bob'], [], []]);
});
