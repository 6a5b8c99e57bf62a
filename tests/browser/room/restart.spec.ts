import { setTimeout } from 'node:timers/promises';
import { FAKE_DEVICES } from '../../support/browser/browsers.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { longestFreezeMs, watchFreezes } from '../../support/browser/freezes.ts';
import { visit, type Person } from '../../support/browser/person.ts';
import { startServer } from '../../support/servers/server-process.ts';

const OUTAGE_MS = 4000;
const LONGEST_FREEZE_MS = 500;

for (const secret of ['the same secret', 'a secret of its own']) {
  test(`a server that is killed and comes back with ${secret} does not disturb a call`, async ({ launch, room }) => {
    test.setTimeout(180_000);
    // Without SECRET each start of the server makes its own: tickets end, and pages must renew them.
    const server = await startServer(secret === 'the same secret' ? {} : { SECRET: '' });
    const browser = await launch(FAKE_DEVICES);
    const context = { viewport: { width: 480, height: 320 } };
    const enter = (name: string): Promise<Person> => visit(browser, { url: server.url, room, name, context });
    const names = ['Alice', 'Bob', 'Carol'];
    const people: Person[] = [];
    for (const name of names) people.push(await enter(name));
    for (const person of people) {
      for (const other of names.filter((name) => name !== person.name)) await person.sees(other);
    }
    const ids = await Promise.all(people.map((person) => person.selfTile().getAttribute('data-participant')));
    const freezes = (): Promise<number[]> => Promise.all(people.map(({ page }) => longestFreezeMs(page)));
    await Promise.all(people.map(({ page }) => watchFreezes(page)));
    await setTimeout(OUTAGE_MS);
    // On a machine that is busy with other things pictures stand still without any outage.
    const calmMs = Math.max(...(await freezes()));

    await server.kill();
    for (const { page } of people) await expect(page.getByText('Your call goes on')).toBeVisible();
    await setTimeout(OUTAGE_MS);
    await server.start();

    const backAt = Date.now();
    await expect.poll(() => rosterOf(server.url, room), { intervals: [100], timeout: 10_000 }).toEqual([...ids].sort());
    expect(Date.now() - backAt).toBeLessThan(5000);

    expect(Math.max(...(await freezes()))).toBeLessThan(Math.max(LONGEST_FREEZE_MS, 2 * calmMs));

    const dave = await enter('Dave');
    await Promise.all(names.map((name) => dave.sees(name)));
    await Promise.all(people.map((person) => person.sees('Dave')));
    for (const person of people) await expect(person.tiles()).toHaveCount(4);
    await server.kill();
  });
}

async function rosterOf(url: string, room: string): Promise<string[]> {
  const html = await (await fetch(`${url}/${room}`)).text();
  const [, json = '{}'] = /id="page-data">(.*?)<\/script>/s.exec(html) ?? [];
  const { roster } = JSON.parse(json) as { roster: { participants: { id: string; presence: string }[] } };
  return roster.participants
    .filter(({ presence }) => presence === 'here')
    .map(({ id }) => id)
    .sort();
}
