import type { Browser } from '@playwright/test';
import { onPage, openContext, visit, type Person } from '../support/browser/person.ts';
import type { Lab } from './lab.ts';

/** The one room of a lab: nobody else is there. */
const ROOM = 'lab';

export async function enter(lab: Lab, browser: Browser, name: string, options = ''): Promise<Person> {
  const person = await visit(browser, { url: lab.url, room: ROOM, name, options });
  // The lab has no https, and there Firefox does not say who opened a page: it gets the lobby (rule R11).
  if (browser.browserType().name() === 'firefox') await person.page.getByTestId('join').click();
  return person;
}

export interface Pair {
  readonly alice: Person;
  readonly bob: Person;
}

/** Alice on host `a` and Bob on host `b` go into the lab's room at the same time. */
export async function meet(lab: Lab): Promise<Pair> {
  const [alice, bob] = await Promise.all([
    enter(lab, await lab.host('a').launchChromium(), 'Alice'),
    enter(lab, await lab.host('b').launchChromium(), 'Bob'),
  ]);
  return { alice, bob };
}

/** Somebody who has opened the link on that host and has yet to press Join. */
export async function waitInLobby(lab: Lab, host: string, name: string): Promise<Person> {
  const { page } = await openContext(await lab.host(host).launchChromium());
  await page.goto(`${lab.url}/${ROOM}`);
  await page.getByTestId('name').fill(name);
  return onPage(page, name);
}

/** Waits until the videos of all of them move on the screens of all the others. */
export async function allSeeEachOther(...people: readonly Person[]): Promise<void> {
  await Promise.all(
    people.flatMap((person) => people.filter((other) => other !== person).map(({ name }) => person.sees(name))),
  );
}
