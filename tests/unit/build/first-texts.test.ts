import { expect, test } from '@jest/globals';
import { keysUsedBy } from '../../../src/build/first-texts.ts';

const texts = {
  guest: 'Guest',
  lobby: { title: 'Ready?', unseen_one: 'one', unseen_other: 'many' },
  notice: { joined: 'came', stopwatch: { ended: 'over' } },
  people: { title: 'People' },
};

test.each([
  ['t("guest")', ['guest']],
  ["const label='lobby.title'", ['lobby.title']],
  ['t("lobby.unseen",{count:2})', ['lobby.unseen_one', 'lobby.unseen_other']],
  ['t(`notice.${type}`)', ['notice.joined', 'notice.stopwatch.ended']],
  ['t(`notice.stopwatch.${type}`)', ['notice.stopwatch.ended']],
  ['people.title; "people"; "the people.title"', []],
])('%s takes the texts %j', (script, keys) => {
  expect(keysUsedBy([script], texts)).toEqual(keys);
});
