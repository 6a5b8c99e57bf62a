import { describe, expect, test } from '@jest/globals';
import { roomIn } from '../../../src/shared/room-link.ts';

const HOST = 'meet.example.org';
const UUID = '3f2b8c1e-9a4d-4e7f-8b6a-0c1d2e3f4a5b';
const KOREAN = 'https://meet.example.org/%EC%9A%B0%EB%A6%AC%EB%B0%98';

const find = (texts: readonly string[], root = '/', hosts: readonly string[] = [HOST]): string => {
  const found = roomIn(texts, { hosts, root });
  return typeof found === 'object' ? `/${found.room}` : found;
};

describe('the room in a pasted or shared text', () => {
  test.each([
    ['a link', 'https://meet.example.org/standup', '/standup'],
    ['a link in a sentence', 'Come to https://meet.example.org/standup now', '/standup'],
    ['a link to a room in another script', KOREAN, '/우리반'],
    ['a link with options, which are dropped', 'https://meet.example.org/standup?join&name=Bob#x', '/standup'],
    ['a link of our own protocol', 'web+madang://meet.example.org/standup', '/standup'],
    ['a link with another protocol', 'HTTP://Meet.Example.org/Standup', '/standup'],
    ['a name', ' Standup ', '/standup'],
    ['a name in quotes', '“우리반”', '/우리반'],
    ['a path', '/standup/', '/standup'],
  ])('%s', (_title, text, room) => {
    expect(find([text])).toBe(room);
  });

  test.each([
    ['a slash', 'https://meet.example.org/standup/'],
    ['a full stop', 'See you at https://meet.example.org/standup.'],
    ['a full stop in Korean', 'https://meet.example.org/standup。 다음 주에 봐요'],
    ['a comma', 'https://meet.example.org/standup, at ten'],
    ['a question mark', 'Is it https://meet.example.org/standup?'],
    ['brackets', '(https://meet.example.org/standup)'],
    ['brackets of Markdown', '[our room](https://meet.example.org/standup)'],
    ['quotes', 'It is “https://meet.example.org/standup”!'],
    ['quotes of code', "'https://meet.example.org/standup'"],
    ['angle brackets', '<https://meet.example.org/standup>'],
    ['Korean brackets', '「https://meet.example.org/standup」에서'],
    ['a long particle', 'https://meet.example.org/standup에서 만나요'],
    ['a long particle at the end', '방은 https://meet.example.org/standup입니다.'],
    ['a short particle', '10시까지 https://meet.example.org/standup로 오세요'],
    ['a particle and a verb', 'https://meet.example.org/standup에서만나요'],
    ['characters that are not seen', '\u200bhttps://meet.example.org/standup\u200b\u2069'],
    ['no protocol', 'meet.example.org/standup'],
    ['no protocol, in a sentence', '우리 방은 meet.example.org/standup이에요.'],
    ['www.', 'https://www.meet.example.org/standup'],
    ['www. and no protocol', 'www.meet.example.org/standup'],
    ['a link to another site before it', 'Notes: https://docs.example.com/a. Room: https://meet.example.org/standup'],
    ['the same room twice', 'https://meet.example.org/standup or http://meet.example.org/STANDUP/'],
  ])('a link with %s', (_title, text) => {
    expect(find([text])).toBe('/standup');
  });

  test.each([
    [`https://meet.example.org/${UUID}으로 오세요`, `/${UUID}`],
    [`https://meet.example.org/${UUID}도 되나`, `/${UUID}`],
    [`https://meet.example.org/${UUID}하이`, `/${UUID}`],
    [`${KOREAN}은 어때요`, '/우리반'],
    [`${KOREAN}으로모여요`, '/우리반'],
    // Names that only look as if a particle stood behind them.
    ['https://meet.example.org/회의', '/회의'],
    ['https://meet.example.org/1과', '/1과'],
    ['https://meet.example.org/회의\n내일 10시', '/회의'],
    ['https://meet.example.org/3반 모두 오세요', '/3반'],
    ['https://meet.example.org/team우리 모여요', '/team우리'],
  ])('%s leads to %s', (text, room) => {
    expect(find([text])).toBe(room);
  });

  test.each([
    ['a link to another host', 'https://evil.example.org/standup', 'none'],
    ['a link that hides another host', 'https://meet.example.org@evil.example.org/standup', 'none'],
    ['a link whose path looks like ours', 'https://evil.example.org/meet.example.org/standup', 'none'],
    ['a host that ends like ours', 'notmeet.example.org/standup', 'none'],
    ['a mail address', 'kim@meet.example.org', 'none'],
    ['a link to a page that is no room', 'https://meet.example.org/api', 'none'],
    ['a link below a room', 'https://meet.example.org/standup/notes', 'none'],
    ['a link with a broken escape', 'https://meet.example.org/%E0%A4%A', 'none'],
    ['the front page', 'https://meet.example.org/', 'none'],
    ['a link that runs a script', 'javascript://meet.example.org/standup', 'none'],
    ['a sentence without a link', 'see you at ten', 'none'],
    ['nothing', '', 'none'],
    ['links to two rooms', 'https://meet.example.org/a or https://meet.example.org/b', 'several'],
    ['a Korean name with a particle, or not', 'https://meet.example.org/우리반은 10시예요', 'unclear'],
    ['a number with a particle, or not', 'https://meet.example.org/1과 같이 봐요', 'unclear'],
  ])('%s opens none', (_title, text, reason) => {
    expect(find([text])).toBe(reason);
  });

  test('a page that was shared from elsewhere opens no room that has its title', () => {
    expect(find(['https://news.example.com/today', 'News'])).toBe('none');
    expect(find(['Standup', 'Notes'])).toBe('none');
    expect(find(['Our room', 'meet.example.org/standup'])).toBe('/standup');
  });

  test('below a base path, and under several hosts', () => {
    const hosts = ['rooms.example:8443', '10.0.0.7:3000'];
    expect(find(['https://rooms.example:8443/video/standup'], '/video/', hosts)).toBe('/standup');
    expect(find(['10.0.0.7:3000/video/standup.'], '/video/', hosts)).toBe('/standup');
    expect(find(['https://rooms.example:8443/standup'], '/video/', hosts)).toBe('none');
    expect(find(['https://rooms.example/video/standup'], '/video/', hosts)).toBe('none');
  });

  test('a text that was made to be slow is not', () => {
    const texts = ['https://meet.example.org/', 'meet.example.org', '에서', '(', '.', '%ea', 'www.'].map((part) =>
      part.repeat(Math.ceil(20_000 / part.length)),
    );
    const before = performance.now();
    for (const text of texts) find([text, `https://meet.example.org/${text}`]);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
