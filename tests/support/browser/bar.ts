import type { Page } from '@playwright/test';

/** Presses a button of the bar, wherever it is: on a narrow page most are in the menu. */
export async function pressInBar(page: Page, testId: string): Promise<void> {
  await page.getByTestId('leave').waitFor();
  if (!(await page.getByTestId(testId).isVisible())) await page.getByTestId('more').click();
  await page.getByTestId(testId).click();
}
