import { describe, expect, test } from '@jest/globals';
import { linkify } from '../../../../../src/client/ui/chat/linkify.ts';
import { XSS_CORPUS } from '../../../../support/xss-corpus.ts';

const linksIn = (text: string): [string, string][] =>
  linkify(text).flatMap((part) => (part.type === 'link' ? [[part.text, part.url] as [string, string]] : []));

describe('addresses in a text', () => {
  test.each([
    ['see https://a.example/b?c=d#e now', 'https://a.example/b?c=d#e', 'https://a.example/b?c=d#e'],
    ['HTTP://A.EXAMPLE', 'HTTP://A.EXAMPLE', 'http://a.example/'],
    ['www.a.example/b', 'www.a.example/b', 'https://www.a.example/b'],
    ['me@a.example', 'me@a.example', 'mailto:me@a.example'],
    ['mailto:me@a.example?body=hello', 'mailto:me@a.example?body=hello', 'mailto:me@a.example'],
    ['http://localhost:3000/room', 'http://localhost:3000/room', 'http://localhost:3000/room'],
    ['Is it https://a.example?', 'https://a.example', 'https://a.example/'],
    ['(https://a.example/b_(c)).', 'https://a.example/b_(c)', 'https://a.example/b_(c)'],
    ['“https://a.example”…', 'https://a.example', 'https://a.example/'],
    ['https://a.example에서 만나요', 'https://a.example', 'https://a.example/'],
    ['www.a.example을 보세요', 'www.a.example', 'https://www.a.example/'],
    ['http://localhost:3000에', 'http://localhost:3000', 'http://localhost:3000/'],
    ['me@a.example로', 'me@a.example', 'mailto:me@a.example'],
    [
      'https://한국.example/우리반',
      'https://한국.example/우리반',
      'https://xn--3e0b707e.example/%EC%9A%B0%EB%A6%AC%EB%B0%98',
    ],
    ['https://a.example/room에서 만나요', 'https://a.example/room', 'https://a.example/room'],
    ['(https://a.example/room)으로', 'https://a.example/room', 'https://a.example/room'],
    ['여기https://a.example/room입니다', 'https://a.example/room', 'https://a.example/room'],
    ['主页：https://a.example/room，谢谢', 'https://a.example/room', 'https://a.example/room'],
    ['「https://a.example/room」です。', 'https://a.example/room', 'https://a.example/room'],
    ['（https://a.example）', 'https://a.example', 'https://a.example/'],
    ['https://a.example。bank.example', 'https://a.example', 'https://a.example/'],
    ['https://a.example．evil.example', 'https://a.example', 'https://a.example/'],
    ['https://a.example/b\u202egro.knab', 'https://a.example/b', 'https://a.example/b'],
    ['https://a.example/b\u200f\u05d0', 'https://a.example/b', 'https://a.example/b'],
    ['https://a.example/마당', 'https://a.example/마당', 'https://a.example/%EB%A7%88%EB%8B%B9'],
    ['https://佐々木.example', 'https://佐々木.example', 'https://xn--u6jy55gilq.example/'],
    ['https://한글.한국', 'https://한글.한국', 'https://xn--bj0bj06e.xn--3e0b707e/'],
  ])('%s', (text, shown, url) => {
    expect(linksIn(text)).toEqual([[shown, url]]);
  });

  test.each([
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['ftp://a.example'],
    ['file:///etc/passwd'],
    ['https://'],
    ['https://user@a.example'],
    ['https://bank.example:pay@evil.example/'],
    ['www.bank.example@evil.example'],
    ['https://bank.example:pay@www.evil.example/'],
    ['a.b'],
    ['@alice'],
    ['@a.example'],
    [`${'a'.repeat(10)}@`],
  ])('%s is no link', (text) => {
    expect(linksIn(text)).toEqual([]);
  });

  test('two addresses with punctuation of full width between them are two', () => {
    expect(linksIn('https://a.example/x、https://b.example/y').map(([shown]) => shown)).toEqual([
      'https://a.example/x',
      'https://b.example/y',
    ]);
  });

  test.each([
    // The first three letters are Cyrillic.
    ['https://аре.example', 'xn--80ak6a.example'],
    ['http://2130706433/', '127.0.0.1'],
    ['https://a.example/b', null],
    ['WWW.A.example', null],
    ['me@a.example', null],
  ])('%s says which host it opens where that is another than it shows', (text, realHost) => {
    const [part] = linkify(text);
    expect(part).toMatchObject({ type: 'link', realHost });
  });

  test('nothing of the text is lost or added', () => {
    const text = 'a https://a.example, b me@a.example (www.c.example)!\nd';
    expect(linksIn(text)).toHaveLength(3);
    for (const each of [text, ...XSS_CORPUS])
      expect(
        linkify(each)
          .map((part) => part.text)
          .join(''),
      ).toBe(each);
  });

  test('no payload becomes a link that is more than an address', () => {
    const urls = XSS_CORPUS.flatMap(linksIn).map(([, url]) => url);
    expect(urls.length).toBeGreaterThan(0);
    for (const url of urls) expect(url).toMatch(/^(?:https?:\/\/[^/@]+\/|mailto:[^?]+$)/);
  });

  test('W5: brackets without end take time in proportion to their number', () => {
    const cpuMs = (brackets: number): number => {
      const text = `http://a/${')'.repeat(brackets)} `.repeat(2000 / brackets);
      const before = process.cpuUsage();
      for (let run = 0; run < 100; run += 1) linkify(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    cpuMs(20);
    // The same number of characters in all; counting anew for each bracket takes 100 times as long.
    expect(cpuMs(2000) / cpuMs(20)).toBeLessThan(10);
  });

  test.each([
    'www.'.repeat(1000),
    'a'.repeat(4000),
    `https://${'('.repeat(3990)}`,
    `https://a.b/${')'.repeat(3980)}`,
    'a.'.repeat(2000),
  ])('a text that was made to be slow is read to its end', (text) => {
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
