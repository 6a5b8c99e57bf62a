import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { chooseLocale, currentLocale, startLocale } from '../../../../../src/client/ui/kit/i18n.ts';

const page = { locale: 'en', catalogue: {}, catalogueUrls: { en: '/en.json', ko: '/ko.json' }, basePath: '' } as const;

const before = { document: globalThis.document, location: globalThis.location, fetch: globalThis.fetch };

/** Answers to the page's requests, given when the test says so. */
let answers: ((response: Response | Error) => void)[] = [];

beforeEach(() => {
  answers = [];
  Object.assign(globalThis, {
    document: { cookie: '', documentElement: { lang: '' } },
    location: { protocol: 'http:' },
    fetch: () =>
      new Promise<Response>((resolve, reject) => {
        answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      }),
  });
  startLocale(page);
});
afterEach(() => void Object.assign(globalThis, before));

test.each<[string, Response | Error]>([
  ['the network is down', new TypeError('Failed to fetch')],
  ['the server has another build', new Response('Not found', { status: 404 })],
  ['the answer is no catalogue', new Response('<html>')],
])('the language stays as it is when %s', async (_why, answer) => {
  const chosen = chooseLocale('ko');
  answers[0]?.(answer);
  await chosen;
  expect(currentLocale()).toBe('en');
  expect(document.documentElement.lang).toBe('en');
});

test('of two choices in a row the last one counts, though its catalogue came first', async () => {
  const korean = chooseLocale('ko');
  const english = chooseLocale('en');
  await english;
  answers[0]?.(new Response('{}'));
  await korean;
  expect(currentLocale()).toBe('en');
});
