import { pressInBar } from '../../support/browser/bar.ts';
import { expect, test as base } from '../../support/browser/fixtures.ts';
import { visit, type Person } from '../../support/browser/person.ts';
import { startCluster, type ServerCluster } from '../../support/servers/cluster-process.ts';

/** Ended after the test, whether or not it passes. */
const test = base.extend<{ cluster: ServerCluster }>({
  cluster: async ({}, use) => {
    const cluster = await startCluster();
    await use(cluster);
    await cluster.close();
  },
});

test.describe.configure({ timeout: 240_000 });

async function expectEverybody(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await expect(person.tiles()).toHaveCount(people.length);
    for (const other of people) if (other !== person) await person.sees(other.name);
  }
}

test('N1, N2, N4: people on two processes are in one call, and one process that ends costs nobody their place', async ({
  chrome,
  cluster,
  room,
}) => {
  const enter = (name: string, url = cluster.url): Promise<Person> => visit(chrome, { url, room, name });
  const [one, two] = cluster.processes;
  const people = [await enter('Alice', one.url), await enter('Bob', two.url), await enter('Carol')];
  await expectEverybody(people);
  const [alice, bob, carol] = people as [Person, Person, Person];

  await pressInBar(alice.page, 'lock');
  await expect(bob.page.getByText(/locked/i).first()).toBeVisible();
  await pressInBar(bob.page, 'lock');

  await two.kill();
  await alice.page.getByTestId('chat-toggle').click();
  await alice.page.getByTestId('chat-input').fill('still here');
  await alice.page.keyboard.press('Enter');
  await expect(bob.page.getByText('still here').first()).toBeVisible();
  await two.start();
  await expect(alice.tile('Bob')).toHaveAttribute('data-state', 'live');

  const dave = await enter('Dave');
  await expectEverybody([alice, bob, carol, dave]);
  await Promise.all([alice, bob, carol, dave].map((person) => person.close()));
});
