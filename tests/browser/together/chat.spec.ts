import { readFile } from 'node:fs/promises';
import { expect, test } from '../../support/browser/fixtures.ts';
import { inputOf, logOf, messagesOf, openChat, write } from '../../support/browser/talk.ts';

test.describe.configure({ timeout: 180_000 });

test('W1: Chromium and Firefox write to each other, and everyone reads it in order', async ({
  join,
  joinWithFirefox,
}) => {
  const alice = await join('Alice');
  const fiona = await joinWithFirefox('Fiona');
  const carol = await join('Carol');
  const people = [alice, fiona, carol];
  for (const person of people) {
    await expect(person.tiles()).toHaveCount(3);
    await openChat(person);
  }
  await write(alice, 'one');
  for (const person of people) await expect(messagesOf(person)).toHaveText(['one']);
  await write(fiona, '둘');
  for (const person of people) await expect(messagesOf(person)).toHaveText(['one', '둘']);
  await write(carol, '👩‍👩‍👧 three');
  for (const person of people) await expect(messagesOf(person)).toHaveText(['one', '둘', '👩‍👩‍👧 three']);
});

test('W1: a message to one person is read by nobody else', async ({ join }) => {
  const [alice, bob, carol] = [await join('Alice'), await join('Bob'), await join('Carol')];
  for (const person of [alice, bob, carol]) {
    await expect(person.tiles()).toHaveCount(3);
    await openChat(person);
  }
  await alice.page.getByLabel('To', { exact: true }).selectOption('Bob');
  await write(alice, 'between us');
  await expect(messagesOf(bob)).toHaveText(['between us']);
  await expect(logOf(bob)).toContainText('to you only');
  await expect(logOf(alice)).toContainText('to Bob only');

  // Messages between two people arrive in order: whatever was sent before this one would be there.
  await alice.page.getByLabel('To', { exact: true }).selectOption('Everyone');
  await write(alice, 'for all');
  await expect(messagesOf(carol)).toHaveText(['for all']);

  await alice.page.getByLabel('To', { exact: true }).selectOption('Bob');
  await inputOf(alice).fill('too late');
  await bob.leave();
  await expect(alice.tiles()).toHaveCount(2);
  await inputOf(alice).press('Enter');
  await expect(alice.page.getByRole('alert')).toHaveText('This participant is not in the room.');
  await expect(inputOf(alice)).toHaveValue('too late');
  await expect(messagesOf(carol)).toHaveText(['for all']);
});

test('W1: what is written before the chat is opened is kept, counted and announced', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  await openChat(bob);
  await write(bob, 'Are you there?');
  const toggle = alice.page.getByTestId('chat-toggle');
  await expect(toggle).toHaveAccessibleName('Chat, 1 new message');
  await expect(alice.page.getByRole('status').filter({ hasText: 'Bob: Are you there?' })).toBeVisible();
  await write(bob, 'Hello?');
  await expect(alice.page.getByTestId('chat-toggle-badge')).toHaveText('2');
  await expect(alice.page.getByTestId('chat-log')).toHaveCount(0);

  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await openChat(alice);
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await expect(messagesOf(alice)).toHaveText(['Are you there?', 'Hello?']);
  await expect(alice.page.getByTestId('chat-toggle-badge')).toHaveCount(0);
  await write(bob, 'Fine');
  await expect(messagesOf(alice)).toHaveCount(3);
  await expect(toggle).toHaveAccessibleName('Chat');

  // Half a message is still there when the panel opens again, and the focus goes back where it was.
  await inputOf(alice).fill('Half a');
  await inputOf(alice).press('Escape');
  await expect(logOf(alice)).toBeHidden();
  await expect(toggle).toBeFocused();
  await openChat(alice);
  await expect(inputOf(alice)).toHaveValue('Half a');
});

test('W1: somebody who comes later reads from then on, and is told so', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  await openChat(alice);
  await write(alice, 'before');
  const carol = await join('Carol');
  await carol.sees('Alice');
  await openChat(carol);
  await expect(logOf(carol)).toContainText('You see what is written from when you came');
  await write(alice, 'after');
  await expect(messagesOf(carol)).toHaveText(['after']);
  await openChat(bob);
  await expect(messagesOf(bob)).toHaveText(['before', 'after']);
});

test('nobody writes to an empty room without being told', async ({ join }) => {
  const alice = await join('Alice');
  await openChat(alice);
  await expect(alice.page.getByText('Nobody else is here yet.')).toBeVisible();
  await inputOf(alice).fill('Hello?');
  await inputOf(alice).press('Enter');
  await expect(alice.page.getByRole('alert')).toHaveText('Nobody else is here to read this.');
  await expect(inputOf(alice)).toHaveValue('Hello?');
});

for (const browser of ['Chromium', 'Firefox'] as const) {
  test(`Enter sends, Shift and Enter break the line, in ${browser}`, async ({ join, joinWithFirefox }) => {
    const alice = await (browser === 'Chromium' ? join('Alice') : joinWithFirefox('Alice'));
    const bob = await join('Bob');
    await expect(alice.tile('Bob')).toHaveAttribute('data-state', 'live');
    await openChat(alice);
    await openChat(bob);
    await inputOf(alice).pressSequentially('one');
    await inputOf(alice).press('Shift+Enter');
    await inputOf(alice).pressSequentially('two');
    await inputOf(alice).press('Enter');
    await expect(inputOf(alice)).toHaveValue('');
    await expect(messagesOf(bob)).toHaveText(['one\ntwo'], { useInnerText: true });

    await alice.page.getByTestId('emoji').click();
    await alice.page.getByRole('button', { name: '🎉' }).click();
    await expect(inputOf(alice)).toHaveValue('🎉');
    await alice.page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(messagesOf(bob).nth(1)).toHaveText('🎉');
  });
}

test('an Enter that belongs to a composition sends nothing; the next one sends it all', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await expect(alice.tile('Bob')).toHaveAttribute('data-state', 'live');
  await openChat(alice);
  await openChat(bob);
  const devtools = await alice.page.context().newCDPSession(alice.page);
  await inputOf(alice).pressSequentially('마');
  await devtools.send('Input.imeSetComposition', { text: '다', selectionStart: 1, selectionEnd: 1 });
  await devtools.send('Input.imeSetComposition', { text: '당', selectionStart: 1, selectionEnd: 1 });
  await devtools.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  });
  await expect(inputOf(alice)).toHaveValue('마당');
  await devtools.send('Input.insertText', { text: '당' });
  await expect(inputOf(alice)).toHaveValue('마당');
  await expect(messagesOf(alice)).toHaveCount(0);
  await inputOf(alice).press('Enter');
  await expect(messagesOf(bob)).toHaveText(['마당']);
  await expect(inputOf(alice)).toHaveValue('');
});

test('addresses become links that open elsewhere and tell nobody where from', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  await openChat(alice);
  await openChat(bob);
  await write(alice, 'See https://a.example/b에서, www.c.example or me@d.example; not javascript:alert(1)');
  const links = messagesOf(bob).getByRole('link');
  await expect(links).toHaveText(['https://a.example/b', 'www.c.example', 'me@d.example']);
  for (const link of await links.all()) {
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  }
});

test('long messages keep their room out of sight, and the newest stays in sight', async ({ join }) => {
  const alice = await join('Alice', '&cam=off');
  const bob = await join('Bob', '&cam=off');
  await expect(alice.page.locator('[data-testid=tile][data-state=live]')).toHaveCount(2);
  await openChat(alice);
  await openChat(bob);
  for (let count = 1; count <= 8; count += 1) await write(bob, `${count} ${'word '.repeat(300)}end`);
  await expect(messagesOf(alice)).toHaveCount(8);

  const log = logOf(alice);
  const heights = await log.locator('.chat-entry').evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));
  expect(Math.min(...heights)).toBeGreaterThan(400);
  const belowNewest = (): Promise<number> =>
    log.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
  await expect.poll(belowNewest).toBeLessThan(2);
  await alice.page.setViewportSize({ width: 900, height: 700 });
  await expect.poll(belowNewest).toBeLessThan(2);
});

test('the log can be saved as a text file', async ({ join, room }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  await openChat(alice);
  await openChat(bob);
  await expect(alice.page.getByRole('button', { name: 'Save messages as a file' })).toBeDisabled();
  await write(bob, '안녕');
  await expect(messagesOf(alice)).toHaveText(['안녕']);
  await write(alice, 'Hi');
  const downloading = alice.page.waitForEvent('download');
  await alice.page.getByRole('button', { name: 'Save messages as a file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^Madang-chat-\d{4}-\d\d-\d\d\.txt$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toMatch(/^Chat in Madang, .+\n\n\[.+\] Bob: 안녕\n\[.+\] You: Hi\n$/);
  expect(text).not.toContain(room);
});
