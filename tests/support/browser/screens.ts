import type { Locator } from '@playwright/test';
import { expect } from './fixtures.ts';
import { expectMovingVideo, type Person } from './person.ts';

/** Slow cameras and screens: a few of 1280 × 720 keep two cores busy otherwise. */
export const SLOW_DEVICES = ['--use-fake-device-for-media-stream=fps=5', '--use-fake-ui-for-media-stream'];

export const screensOf = ({ page }: Person): Locator => page.locator('[data-testid=tile][data-kind=screen]');

export const screenToggle = ({ page }: Person): Locator => page.getByTestId('screen');

export async function shareScreen(person: Person): Promise<void> {
  await screenToggle(person).click();
  await expect(screenToggle(person)).toHaveAttribute('aria-pressed', 'true');
}

/** Waits until a screen of somebody moves and is what is large. */
export async function expectScreen(viewer: Person, label: string): Promise<void> {
  const screen = screensOf(viewer).filter({ hasText: label });
  await expectMovingVideo(screen);
  await expect(screen).toHaveAttribute('data-role', 'large');
}
