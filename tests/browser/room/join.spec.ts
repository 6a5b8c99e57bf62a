import { FAKE_DEVICES } from '../../support/browser/browsers.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { startServer } from '../../support/servers/server-process.ts';
import { onPage, openContext, visit } from '../../support/browser/person.ts';

/** A slow camera, and no voices: five calls of five people are for joining, not for painting and echo cancellation. */
const SLOW_CAMERA = ['--use-fake-device-for-media-stream=fps=10', '--use-fake-ui-for-media-stream'];

/** `npm run test:long` has ten: a quarter of a minute each on two slow cores. */
const ROUNDS = process.env['TEST_LONG'] === undefined ? 3 : 10;

test('five people who open the link in the same instant all see each other, each time', async ({ launch, server }) => {
  test.setTimeout(480_000);
  const browser = await launch(SLOW_CAMERA);
  const names = ['Alice', 'Bob', 'Carol', 'Dave', 'Erin'];
  // Large enough for all to be on one page of the stage.
  const quietly = { options: '&mic=off', context: { viewport: { width: 640, height: 480 } } };

  for (let round = 1; round <= ROUNDS; round += 1) {
    await test.step(`round ${round}`, async () => {
      const room = crypto.randomUUID();
      const people = await Promise.all(
        names.map((name) => visit(browser, { url: server.url, room, name, ...quietly })),
      );
      await Promise.all(
        people.flatMap((person) => names.filter((name) => name !== person.name).map((other) => person.sees(other))),
      );
      await Promise.all(people.map((person) => person.close()));
    });
  }
});

test('somebody whose permission prompt is still open is in the room, sees, and is seen once they allow', async ({
  chrome,
  join,
  server,
  room,
}) => {
  const { page } = await openContext(chrome);
  // The prompt of a person who takes their time.
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      await new Promise((resolve) => addEventListener('prompt-answered', resolve, { once: true }));
      return ask(constraints);
    };
  });
  await page.goto(`${server.url}/${room}?join&name=Slow`);
  const slow = onPage(page, 'Slow');
  const alice = await join('Alice');
  const bob = await join('Bob');

  await Promise.all([slow.sees('Alice'), slow.sees('Bob'), alice.sees('Bob')]);
  await expect(alice.tile('Slow')).toHaveAttribute('data-state', 'live');
  await expect(alice.tile('Slow').locator('.avatar')).toBeVisible();

  await page.evaluate(() => dispatchEvent(new Event('prompt-answered')));
  await Promise.all([alice.sees('Slow'), bob.sees('Slow')]);
  await alice.hears('Slow');
  await slow.close();
});

test.describe('without devices', () => {
  const cases = [
    {
      what: 'no camera and no microphone',
      // The machine's own devices: it has none.
      args: ['--use-fake-ui-for-media-stream'],
      sentences: ['No camera was found', 'No microphone was found'],
    },
    {
      what: 'permission refused',
      args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
      sentences: ['Your camera is blocked', 'Your microphone is blocked'],
    },
  ];
  for (const { what, args, sentences } of cases) {
    test(`${what}: joins, sees and hears, and is told what to do`, async ({ join, launch, server, room }) => {
      const alice = await join('Alice');
      const browser = await launch(args);
      const bare = await visit(browser, { url: server.url, room, name: 'Bare' });
      const carol = await join('Carol');

      await Promise.all([bare.sees('Alice'), bare.sees('Carol')]);
      await bare.hears('Alice');
      for (const sentence of sentences) await expect(bare.page.getByText(sentence)).toBeVisible();
      for (const person of [alice, carol]) {
        await expect(person.tile('Bare')).toHaveAttribute('data-state', 'live');
        await expect(person.tile('Bare').locator('.avatar')).toHaveText('B');
        await expect(person.tile('Bare').getByRole('img', { name: 'Muted' })).toBeVisible();
      }
    });
  }

  test('a camera that another program uses does not cost the microphone', async ({ chrome, join, server, room }) => {
    const alice = await join('Alice');
    const { page } = await openContext(chrome);
    await page.addInitScript(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = (constraints) =>
        constraints?.video ? Promise.reject(new DOMException('in use', 'NotReadableError')) : ask(constraints);
    });
    await page.goto(`${server.url}/${room}?join&name=Busy`);
    const busy = onPage(page, 'Busy');
    await busy.sees('Alice');
    await alice.hears('Busy');
    await expect(page.getByText('Another program is using your camera')).toBeVisible();
    await busy.close();
  });
});

test('the one too many is told kindly, and gets in when there is room', async ({ launch, room }) => {
  test.setTimeout(180_000);
  const small = await startServer({ ROOM_CAPACITY: '2' });
  const browser = await launch(FAKE_DEVICES);
  const enter = (name: string) => visit(browser, { url: small.url, room, name });
  const alice = await enter('Alice');
  const bob = await enter('Bob');
  await alice.sees('Bob');
  const carol = await enter('Carol');
  await expect(carol.page.getByRole('heading', { name: 'This room is full' })).toBeVisible();
  await expect(alice.tiles()).toHaveCount(2);

  await bob.leave();
  await expect(alice.tiles()).toHaveCount(1);
  await carol.page.getByRole('button', { name: 'Try again' }).click();
  await carol.sees('Alice');
  await small.kill();
});
