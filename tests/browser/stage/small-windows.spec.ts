import type { Page } from '@playwright/test';
import { pressInBar } from '../../support/browser/bar.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { openContext } from '../../support/browser/person.ts';

/** A window of 1280 × 800 at 200 % (https://www.w3.org/TR/WCAG22/#resize-text), and a phone. */
const SMALL = {
  'at 200 %': { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  'on a phone': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
};

/** Nothing is cut off: no sideways scrolling, and whatever can be pressed can be brought into view, with nothing over it. */
async function expectReachable(page: Page, within: string): Promise<void> {
  const findOutOfReach = (): Promise<readonly string[]> =>
    page.locator(within).evaluate((container) => {
      const overflow = document.documentElement.scrollWidth - innerWidth;
      const controls = [...container.querySelectorAll('button:enabled, a, input:enabled, select')].filter((control) =>
        control.checkVisibility(),
      );
      const outOfReach = controls.filter((control) => {
        control.scrollIntoView({ block: 'nearest', behavior: 'instant' });
        const { left, right, top, bottom } = control.getBoundingClientRect();
        const isInView = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
        const onTop = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return !isInView || !(onTop && (control.contains(onTop) || onTop.closest('label')?.control === control));
      });
      const clipped = [...container.querySelectorAll('*')].filter(
        (element) => element.checkVisibility() && element.scrollLeft > 0,
      );
      const found = [...outOfReach, ...clipped].map((element) => element.outerHTML.slice(0, 80));
      if (overflow > 0) found.push(`${overflow} px too wide`);
      return controls.length === 0 ? ['nothing to press'] : found;
    });
  await expect.poll(findOutOfReach, { timeout: 5000 }).toEqual([]);
}

for (const [where, options] of Object.entries(SMALL)) {
  test(`${where} everything can be read and reached: lobby, room, menu, settings, chat`, async ({
    chrome,
    server,
    room,
    join,
  }) => {
    await join('Bob');
    const { page } = await openContext(chrome, options);
    await page.goto(`${server.url}/${room}`);
    await expect(page.getByText('Bob is here')).toBeVisible();
    await expectReachable(page, '.lobby');

    await page.getByTestId('name').fill('Alice');
    await page.getByTestId('join').click();
    await expect(page.getByTestId('tile')).toHaveCount(2);
    await expect(page.getByTestId('leave')).toBeVisible();
    await expectReachable(page, '.bar');

    await page.getByTestId('more').click();
    await expectReachable(page, 'dialog[open]');
    await page.keyboard.press('Escape');

    await pressInBar(page, 'settings');
    await page.getByRole('tab').first().waitFor();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await expectReachable(page, 'dialog[open]');
    }
    await page.keyboard.press('Escape');

    await page.getByTestId('chat-toggle').click();
    await expect(page.getByTestId('chat-input')).toBeFocused();
    await expectReachable(page, '.side-panel');
    await page.context().close();
  });
}
