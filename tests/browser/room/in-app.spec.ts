import { expect, test } from '../../support/browser/fixtures.ts';
import { openContext } from '../../support/browser/person.ts';

const KAKAOTALK =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 KAKAOTALK 10.8.5';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0';

test('inside an app that never gives a camera, the page says so, shows the way out, and can be joined', async ({
  chrome,
  server,
  room,
}) => {
  const { page } = await openContext(chrome, { userAgent: KAKAOTALK, viewport: { width: 390, height: 844 } });
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);
  });
  await page.goto(`${server.url}/${room}`);
  const way = page.getByTestId('open-in-browser');
  const address = encodeURIComponent(`${server.url}/${room}`);
  await expect(way).toHaveAttribute('href', `kakaotalk://web/openExternal?url=${address}`, { timeout: 15_000 });
  await expect(page.getByText('You are inside KakaoTalk')).toBeVisible();

  const mic = page.getByTestId('mic');
  await expect(mic).toHaveAttribute('aria-pressed', 'true');
  await mic.click();
  await expect(mic).toHaveAttribute('aria-pressed', 'false');
  await mic.click();
  await expect(mic).toHaveAttribute('aria-pressed', 'true');

  await page.getByTestId('name').fill('Alice');
  await page.getByTestId('join').click();
  await expect(page.getByText('Alice (you)')).toBeVisible();
  await expect(way).toBeVisible({ timeout: 15_000 });
  await page.context().close();
});

test('a device that the system blocks is told from one that the site may not use, with the settings of that system', async ({
  chrome,
  server,
  room,
}) => {
  const { page } = await openContext(chrome, { userAgent: MAC });
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied by system', 'NotAllowedError'));
  });
  await page.goto(`${server.url}/${room}`);
  await expect(page.getByText('Your system does not let this browser use the camera')).toBeVisible();
  await expect(page.getByText('System Settings → Privacy & Security')).toBeVisible();
  await expect(page.getByText('in the address bar')).toHaveCount(0);
  await page.context().close();
});
