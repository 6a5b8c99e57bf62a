import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser/fixtures.ts';
import { visit } from '../../support/browser/person.ts';

/** A phone that is held upright. */
const holdUpright = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 480, height: 640 });
      const context = canvas.getContext('2d');
      setInterval(() => {
        if (!context) return;
        context.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
        context.fillRect(0, 0, 480, 640);
      }, 50);
      return Promise.resolve(canvas.captureStream(20));
    };
  });

test('a picture that would lose more than a third is shown whole, and a person may choose otherwise', async ({
  chrome,
  join,
  server,
  room,
}) => {
  const alice = await join('Alice');
  await alice.page.setViewportSize({ width: 1280, height: 640 });
  const phone = await visit(chrome, { url: server.url, room, name: 'Phone', prepare: holdUpright });
  // Of two, the other fills the wide stage.
  const picture = alice.tile('Phone').locator('video').last();
  await expect(picture).toHaveCSS('object-fit', 'contain', { timeout: 20_000 });

  const whole = alice.page.getByRole('button', { name: 'Show the whole picture of Phone' });
  await expect(whole).toHaveAttribute('aria-pressed', 'true');
  await whole.press('Enter');
  await expect(picture).toHaveCSS('object-fit', 'cover');
  await phone.close();
});
