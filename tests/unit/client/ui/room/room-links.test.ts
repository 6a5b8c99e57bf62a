import { expect, test } from '@jest/globals';
import { withoutJoin } from '../../../../../src/client/ui/room/room-links.ts';

const ORIGIN = 'https://meet.example.org';

test.each([
  [`${ORIGIN}/trap?join`, `${ORIGIN}/trap`],
  [`${ORIGIN}/trap?mic=off&%6aoin=1&join&name=Kim#join`, `${ORIGIN}/trap?mic=off&name=Kim#join`],
  [`${ORIGIN}/join?name=join`, `${ORIGIN}/join?name=join`],
  ['https://elsewhere.example/?join', 'https://elsewhere.example/?join'],
  ['mailto:kim@example.org', 'mailto:kim@example.org'],
])('R11: of the link %s somebody in the chat is offered %s', (href, offered) => {
  expect(withoutJoin(href, ORIGIN)).toBe(offered);
});
