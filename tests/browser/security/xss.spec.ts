import type { Page } from '@playwright/test';
import { pressInBar } from '../../support/browser/bar.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { closeWindow, onPage, type Person } from '../../support/browser/person.ts';
import { inputOf, logOf, messagesOf, openChat } from '../../support/browser/talk.ts';
import { XSS_CORPUS } from '../../support/xss-corpus.ts';

test.describe.configure({ timeout: 360_000 });

/** What would show that something ran: a dialog, a request to where payloads point, a page that went elsewhere. */
function watch({ page }: Person): { readonly incidents: readonly string[] } {
  const incidents: string[] = [];
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { pathname, host } = new URL(request.url());
    if (pathname.endsWith('/xss') || pathname === '/x' || host.endsWith('.example')) incidents.push(request.url());
  });
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) incidents.push(`a frame: ${frame.url()}`);
  });
  return { incidents };
}

async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'pwned' in globalThis || 'pwned' in Object.prototype)).toBe(false);
  await expect(
    page.locator('#app :is(script, iframe, object, embed, img, base, link, meta, style, form[action])'),
  ).toHaveCount(0);
  const handlers = await page.evaluate(() =>
    [...document.querySelectorAll('#app *')].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('on')),
    ),
  );
  expect(handlers).toEqual([]);
}

/** As it is sent, and shown by the panel. */
const shownAs = (text: string): string =>
  text
    .replace(/\u2028/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|\u202e/gu, '')
    .trim();

test('no payload runs in the chat, as it is read in Chromium and in Firefox', async ({ join, joinWithFirefox }) => {
  const mallory = await join('Mallory');
  const alice = await join('Alice');
  const fiona = await joinWithFirefox('Fiona');
  const people = [mallory, alice, fiona];
  const watches = people.map(watch);
  for (const person of people) {
    await expect(person.tiles()).toHaveCount(3);
    await openChat(person);
  }
  // Several to a message: a page sends one a second.
  const size = Math.ceil(XSS_CORPUS.length / 9);
  const texts = Array.from({ length: 9 }, (_, index) => XSS_CORPUS.slice(index * size, (index + 1) * size).join('\n'));
  for (const text of texts) {
    await inputOf(mallory).fill(text);
    await inputOf(mallory).press('Enter');
    await expect(inputOf(mallory)).toHaveValue('');
  }
  for (const person of people) {
    await expect(messagesOf(person)).toHaveCount(texts.length);
    const shown = await messagesOf(person).evaluateAll((all) => all.map(({ textContent }) => textContent));
    expect(shown).toEqual(texts.map(shownAs));
    await expectNothingRan(person.page);
  }
  for (const link of await logOf(alice).getByRole('link').all()) {
    expect(await link.getAttribute('href')).toMatch(/^(?:https?:\/\/|mailto:)/);
    expect((await link.evaluate((element) => element.getAttributeNames())).sort()).toEqual([
      'dir',
      'href',
      'rel',
      'target',
    ]);
  }
  for (const { incidents } of watches) expect(incidents).toEqual([]);
});

test('no payload runs as a name: on tiles, in notices, in the chat, in the lobby', async ({ join, server, room }) => {
  const alice = await join('Alice', '&cam=off');
  const watched = watch(alice);
  const context = alice.page.context();
  await openChat(alice);
  // A name has forty characters at most.
  const names = XSS_CORPUS.filter((text) => text.length <= 40 && !/[\p{Cc}\u2028\u202e]/u.test(text));
  for (const name of names.filter((_, index) => index % 8 === 0)) {
    const page = await context.newPage();
    await page.goto(`${server.url}/${room}?join&cam=off&name=${encodeURIComponent(name)}`);
    const mallory = onPage(page, name);
    await expect(alice.tiles()).toHaveCount(2);
    await expect(alice.page.locator('.tile__label').last()).toHaveText(name.trim());
    await expect(mallory.tiles()).toHaveCount(2);
    await pressInBar(page, 'hand');
    await expect(alice.page.getByTestId('hand-queue')).toHaveText(name.trim());
    await openChat(mallory);
    await inputOf(mallory).fill(name);
    await inputOf(mallory).press('Enter');
    await expect(logOf(alice).locator('.chat-entry__author').last()).toHaveText(name.trim());
    await expectNothingRan(alice.page);
    await closeWindow(page);
    await expect(alice.tiles()).toHaveCount(1);
  }
  expect(watched.incidents).toEqual([]);
});
