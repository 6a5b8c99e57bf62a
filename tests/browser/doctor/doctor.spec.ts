import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/browser/accessible.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { openContext } from '../../support/browser/person.ts';

const stepOf = (page: Page, id: string) => page.getByTestId(`step-${id}`);

async function examine(page: Page): Promise<void> {
  await page.getByTestId('start').click();
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.getByTestId('conclusion')).toBeVisible({ timeout: 30_000 });
}

test('from the lobby to the doctor and back: what works has figures, what is not there is said', async ({
  chrome,
  server,
  room,
}) => {
  const { page } = await openContext(chrome, { viewport: { width: 1280, height: 1000 } });
  await page.goto(`${server.url}/${room}`);
  await page.getByRole('link', { name: 'Check my connection' }).click();
  await expect(page.getByRole('heading', { name: 'Check your connection' })).toBeVisible();
  await expectAccessible(page);

  await examine(page);
  for (const id of ['camera', 'websocket', 'peer-server']) {
    await expect(stepOf(page, id)).toHaveAttribute('data-status', 'ok');
    await expect(stepOf(page, id)).toContainText(/works, \d+ ms/);
  }
  for (const id of ['microphone', 'speaker']) await expect(stepOf(page, id)).toHaveAttribute('data-status', 'ok');
  for (const id of ['stun', 'relay-udp', 'relay-tcp', 'relay-tls']) {
    await expect(stepOf(page, id)).toHaveAttribute('data-status', 'absent');
    await expect(stepOf(page, id)).toContainText('not configured on this server');
  }
  await expect(page.getByTestId('conclusion')).toHaveAttribute('data-conclusion', 'no-relay');
  await expectAccessible(page);

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the result' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^Server \(WebSocket\): works, \d+ ms$/m);
  expect(copied).toMatch(/^Relay over TLS \(TURN\): not configured on this server$/m);

  await page.getByRole('link', { name: 'Back to the room' }).click();
  await expect(page.getByTestId('join')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/${room}`);
  await page.context().close();
});

test('afterwards nothing is held: devices, connections, and no room has been entered', async ({ chrome, server }) => {
  const { page } = await openContext(chrome);
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(globalThis, { tracks });
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  const sockets: { isClosed(): boolean }[] = [];
  page.on('websocket', (socket) => sockets.push(socket));
  await page.goto(`${server.url}/doctor`);
  await examine(page);

  const states = () =>
    page.evaluate(() =>
      (globalThis as unknown as { tracks: MediaStreamTrack[] }).tracks.map((each) => each.readyState),
    );
  await expect.poll(states).toEqual(['ended', 'ended']);
  expect(sockets.length).toBe(2);
  await expect.poll(() => sockets.every((socket) => socket.isClosed())).toBe(true);
  await expect(page.getByRole('link', { name: 'New room', exact: true })).toHaveAttribute('href', '/');
  await page.context().close();
});

test('what fails says what to do: denied devices, a silent speaker, no WebSocket, no server', async ({
  launch,
  server,
}) => {
  const browser = await launch(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny']);
  const { page } = await openContext(browser);
  // What a proxy does that knows no WebSockets.
  await page.routeWebSocket(/\/socket\.io\//, (socket) => socket.close());
  await page.goto(`${server.url}/doctor`);
  await page.getByTestId('start').click();
  await page.getByRole('button', { name: 'No' }).click();

  await expect(stepOf(page, 'camera')).toContainText('Allow it in the address bar');
  await expect(stepOf(page, 'microphone')).toContainText('Allow it in the address bar');
  await expect(stepOf(page, 'speaker')).toContainText('Turn the volume up');
  await expect(stepOf(page, 'websocket')).toContainText('blocks WebSockets');
  await expect(page.getByTestId('conclusion')).toHaveAttribute('data-conclusion', 'devices');

  await page.route(/\/socket\.io\//, (route) => route.abort());
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(stepOf(page, 'websocket')).toContainText('The server cannot be reached');
});
