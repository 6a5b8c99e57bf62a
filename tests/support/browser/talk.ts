import type { Locator } from '@playwright/test';
import { expect } from './fixtures.ts';
import type { Person } from './person.ts';

/** What a person does with the chat. */
export const logOf = ({ page }: Person): Locator => page.getByTestId('chat-log');
export const inputOf = ({ page }: Person): Locator => page.getByTestId('chat-input');
export const messagesOf = (person: Person): Locator => logOf(person).locator('.chat-entry__text');

export async function openChat({ page }: Person): Promise<void> {
  await page.getByTestId('chat-toggle').click();
  await expect(page.getByTestId('chat-input')).toBeFocused();
}

export async function write(person: Person, text: string): Promise<void> {
  await inputOf(person).fill(text);
  await inputOf(person).press('Enter');
  await expect(inputOf(person)).toHaveValue('');
}
