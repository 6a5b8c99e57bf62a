import type { BrowserContextOptions, Locator } from '@playwright/test';
import type { Person } from './person.ts';

/** Wide enough for the panel beside the stage. */
export const BESIDE_THE_STAGE = {
  viewport: { width: 1100, height: 800 },
  reducedMotion: 'reduce',
} as const satisfies BrowserContextOptions;

/** The row of somebody in a person's panel of people. */
export const rowOf = ({ page }: Person, name: string): Locator => page.getByTestId('person').filter({ hasText: name });
