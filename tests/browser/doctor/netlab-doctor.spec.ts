import { expect, type Page } from '@playwright/test';
import { test } from '../../netlab/fixtures.ts';
import type { Lab } from '../../netlab/lab.ts';
import { allSeeEachOther, meet } from '../../netlab/people.ts';
import type { Turn } from '../../netlab/turn.ts';
import { openContext } from '../../support/browser/person.ts';

/** What the doctor and the tiles say in networks of every kind. */

test.describe.configure({ timeout: 180_000 });

const everyWay = ({ stunUrl, urls, secret }: Turn): Record<string, string> => ({
  STUN_URLS: stunUrl,
  TURN_URLS: Object.values(urls).join(','),
  TURN_SECRET: secret,
});

/** How each step of the network ended, as in `ok`; the devices are left to other tests. */
async function examine(page: Page, lab: Lab): Promise<Record<string, string | null>> {
  await page.goto(`${lab.url}/doctor`);
  await page.getByTestId('start').click();
  const steps = ['websocket', 'peer-server', 'stun', 'relay-udp', 'relay-tcp', 'relay-tls'];
  const ended = async (id: string): Promise<[string, string | null]> => {
    const step = page.getByTestId(`step-${id}`);
    await expect(step).toHaveAttribute('data-status', /^(?:ok|failed|absent)$/, { timeout: 40_000 });
    return [id, await step.getAttribute('data-status')];
  };
  return Object.fromEntries(await Promise.all(steps.map(ended)));
}

const SERVER_OK = { websocket: 'ok', 'peer-server': 'ok' };

for (const browser of ['launchChromium', 'launchFirefox'] as const) {
  test(`${browser}: behind a cone NAT with a relay everything works, and has a figure`, async ({ lab }) => {
    await lab.startServer(everyWay(await lab.startTurn()));
    const { page } = await openContext(await lab.host('a')[browser]());
    const RELAYS = { stun: 'ok', 'relay-udp': 'ok', 'relay-tcp': 'ok', 'relay-tls': 'ok' };
    expect(await examine(page, lab)).toEqual({ ...SERVER_OK, ...RELAYS });
    for (const id of Object.keys(RELAYS)) await expect(page.getByTestId(`step-${id}`)).toContainText(/works, \d+ ms/);
  });

  test(`${browser}: where only the ports of the web are open the relay over TLS is what is left`, async ({ lab }) => {
    await lab.host('a').setNat('tls-only');
    await lab.startServer(everyWay(await lab.startTurn()));
    const { page } = await openContext(await lab.host('a')[browser]());
    const RELAYS = { stun: 'failed', 'relay-udp': 'failed', 'relay-tcp': 'failed', 'relay-tls': 'ok' };
    expect(await examine(page, lab)).toEqual({ ...SERVER_OK, ...RELAYS });
    await expect(page.getByTestId('step-relay-udp')).toContainText('Your network blocks UDP');
    await page.getByRole('button', { name: 'Yes' }).click();
    // What is wrong with a device is more urgent, and Firefox's fake ones are not what is tested here.
    await expect(page.getByTestId('conclusion')).toHaveAttribute('data-conclusion', /^(?:relay-only|devices)$/);
  });
}

test('a relay that refuses the credentials is told from one that is silent', async ({ lab }) => {
  const turn = await lab.startTurn();
  await lab.startServer({ ...everyWay(turn), TURN_SECRET: 'a-secret-that-the-relay-does-not-know' });
  const { page } = await openContext(await lab.host('a').launchChromium());
  const REFUSED = { stun: 'ok', 'relay-udp': 'failed', 'relay-tcp': 'failed', 'relay-tls': 'failed' };
  expect(await examine(page, lab)).toEqual({ ...SERVER_OK, ...REFUSED });
  for (const way of ['udp', 'tcp', 'tls']) {
    await expect(page.getByTestId(`step-relay-${way}`)).toContainText('The relay refused our credentials');
  }
});

test('behind symmetric NATs without a relay both tiles say why, and lead to the doctor', async ({ lab }) => {
  await Promise.all([lab.host('a').setNat('symmetric'), lab.host('b').setNat('symmetric')]);
  await lab.startServer({ STUN_URLS: (await lab.startTurn()).stunUrl });
  const { alice, bob } = await meet(lab);
  for (const [person, other] of [
    [alice, 'Bob'],
    [bob, 'Alice'],
  ] as const) {
    const trouble = person.tile(other).getByTestId('trouble');
    await expect(trouble).toContainText('No relay is configured, and both of you are behind strict NATs.', {
      timeout: 40_000,
    });
    await expect(trouble).toContainText('docs/turn.md');
    await expect(trouble.getByRole('link')).toHaveAttribute('href', '/doctor');
  }
});

test('G9: whose network blocks UDP is told to both, each in their own words', async ({ lab }) => {
  await lab.host('b').setNat('udp-blocked');
  const turn = await lab.startTurn();
  await lab.startServer({ STUN_URLS: turn.stunUrl, TURN_URLS: turn.urls.udp, TURN_SECRET: turn.secret });
  const { alice, bob } = await meet(lab);
  const timeout = 40_000;
  await expect(alice.tile('Bob').getByTestId('trouble')).toContainText("Bob's network blocks UDP", { timeout });
  await expect(bob.tile('Alice').getByTestId('trouble')).toContainText('Your network blocks UDP', { timeout });
});

test('over a relay the figures of a link say so, and how it is reached', async ({ lab }) => {
  await Promise.all([lab.host('a').setNat('tls-only'), lab.host('b').setNat('tls-only')]);
  await lab.startServer(everyWay(await lab.startTurn()));
  const pair = await meet(lab);
  await allSeeEachOther(pair.alice, pair.bob);
  await pair.alice.tile('Bob').getByTestId('quality').click();
  await expect(pair.alice.page.getByRole('dialog')).toContainText("Over the server's relay (TLS)");
});
