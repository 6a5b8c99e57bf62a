import type { Page } from '@playwright/test';

/** A page with room for the arrows beside the buttons of devices. */
export const WITH_ARROWS = { viewport: { width: 1100, height: 700 } };

/** Presses a button of the bar, wherever it is: on a narrow page most are in the menu. */
export async function pressInBar(page: Page, testId: string): Promise<void> {
  await page.getByTestId('leave').waitFor();
  if (!(await page.getByTestId(testId).isVisible())) await page.getByTestId('more').click();
  await page.getByTestId(testId).click();
}
