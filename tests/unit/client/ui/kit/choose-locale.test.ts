import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  chooseLocale,
  currentLocale,
  loadDialogTexts,
  startLocale,
  useT,
} from '../../../../../src/client/ui/kit/i18n.ts';

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
  answers[1]?.(new Response('{}'));
  await english;
  answers[0]?.(new Response('{}'));
  await korean;
  expect(currentLocale()).toBe('en');
});

test('the texts of dialogs are fetched once for each language, and not at all for one that was chosen', async () => {
  const english = loadDialogTexts();
  answers[0]?.(new Response('{"layout":{"title":"Layout"}}'));
  await english;
  expect(useT()('layout.title')).toBe('Layout');
  await loadDialogTexts();
  const korean = chooseLocale('ko');
  answers[1]?.(new Response('{"layout":{"title":"배치"}}'));
  await korean;
  await loadDialogTexts();
  expect(useT()('layout.title')).toBe('배치');
  expect(answers).toHaveLength(2);
});

test('texts that several parts ask for at once are fetched once', async () => {
  const both = Promise.all([loadDialogTexts(), loadDialogTexts()]);
  answers[0]?.(new Response('{}'));
  await both;
  expect(answers).toHaveLength(1);
});

test('texts that come after another language was chosen do not bring the first one back', async () => {
  const english = loadDialogTexts();
  const korean = chooseLocale('ko');
  answers[1]?.(new Response('{}'));
  await korean;
  answers[0]?.(new Response('{}'));
  await english;
  expect(currentLocale()).toBe('ko');
});

test('a dialog whose texts are not to be had is told so', async () => {
  const texts = loadDialogTexts();
  answers[0]?.(new TypeError('Failed to fetch'));
  await expect(texts).rejects.toThrow('not to be had');
});
