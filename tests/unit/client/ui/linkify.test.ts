import { describe, expect, test } from '@jest/globals';
import { linkify } from '../../../../src/client/ui/linkify.ts';
import { XSS_CORPUS } from '../../../support/xss-corpus.ts';

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
    ['a.b'],
    ['@alice'],
  ])('%s is no link', (text) => {
    expect(linksIn(text)).toEqual([]);
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
