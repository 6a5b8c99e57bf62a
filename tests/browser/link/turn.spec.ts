import { createHmac } from 'node:crypto';
import { expect } from '@playwright/test';
import { SERVER_ADDRESS } from '../../netlab/network/addresses.ts';
import { gather, offeredCandidateTypes, relaysInUse } from '../../netlab/candidates.ts';
import { test } from '../../netlab/fixtures.ts';
import { icePath } from '../../netlab/ice-path.ts';
import type { Lab } from '../../netlab/lab.ts';
import { meet, allSeeEachOther, type Pair } from '../../netlab/people.ts';
import type { NatType } from '../../netlab/network/router-rules.ts';
import type { Turn } from '../../netlab/turn.ts';
import { openContext } from '../../support/browser/person.ts';

/** TURN as a Madang server is set up with it: by every way to the same coturn. */

test.describe.configure({ timeout: 180_000 });

const viaTurn = (turn: Turn, env: Record<string, string> = {}): Record<string, string> => ({
  STUN_URLS: turn.stunUrl,
  TURN_URLS: Object.values(turn.urls).join(','),
  TURN_SECRET: turn.secret,
  ...env,
});

const setNats = (lab: Lab, nat: NatType): Promise<unknown> =>
  Promise.all([lab.host('a').setNat(nat), lab.host('b').setNat(nat)]);

const pathsOf = ({ alice, bob }: Pair) => Promise.all([icePath(alice.page), icePath(bob.page)]);

test('behind cone NATs media goes directly, although there is a relay', async ({ lab }) => {
  await lab.startServer(viaTurn(await lab.startTurn()));
  const pair = await meet(lab);
  await allSeeEachOther(pair.alice, pair.bob);
  for (const path of await pathsOf(pair)) {
    expect(['srflx', 'prflx']).toContain(path?.local);
    expect(['srflx', 'prflx']).toContain(path?.remote);
  }
});

for (const [nat, protocol] of [
  ['symmetric', 'udp'],
  ['udp-blocked', 'tcp'],
  ['tls-only', 'tls'],
] as const) {
  test(`behind NATs that are ${nat} the relay is used over ${protocol.toUpperCase()}, of all its ways`, async ({
    lab,
  }) => {
    await setNats(lab, nat);
    await lab.startServer(viaTurn(await lab.startTurn()));
    const pair = await meet(lab);
    await allSeeEachOther(pair.alice, pair.bob);
    const paths = await pathsOf(pair);
    // Of two relays one is enough where UDP gets through.
    expect(paths.map((path) => path?.relayProtocol)).toContain(protocol);
  });
}

test('coturn takes the credentials of the page, and none that are forged or have expired', async ({ lab }) => {
  const turn = await lab.startTurn();
  await lab.startServer(viaTurn(turn));
  const { page } = await openContext(await lab.host('a').launchChromium());
  await page.goto(`${lab.url}/lab`);
  // Without a camera a page is told nothing of its own addresses, and gathers less.
  await page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }));
  const servers = await page.evaluate(
    () =>
      (
        JSON.parse(document.getElementById('page-data')?.textContent ?? '') as {
          ice: { servers: { urls: string[]; username?: string; credential?: string }[] };
        }
      ).ice.servers,
  );
  const login = servers.find(({ credential }) => credential !== undefined);
  const sign = (secret: string, username: string): string =>
    createHmac('sha1', secret).update(username).digest('base64');
  const relayWith = (username: string, credential: string) =>
    gather(page, [{ urls: turn.urls.udp, username, credential }]);
  const username = login?.username ?? '';
  const expired = `${Math.floor(Date.now() / 1000) - 1}:somebody`;

  expect((await relayWith(username, login?.credential ?? '')).types).toContain('relay');
  for (const refused of [
    await relayWith(username, sign('another secret', username)),
    await relayWith(expired, sign(turn.secret, expired)),
  ]) {
    expect(refused.types).not.toContain('relay');
    expect(refused.errors).toContain(401);
  }
});

test('coturn relays to nobody in a private network, and over TCP to nobody at all', async ({ lab }) => {
  const turn = await lab.startTurn();
  const username = `${Math.floor(Date.now() / 1000) + 60}:somebody`;
  const relayTo = (peer: string, ...options: string[]): Promise<string> =>
    lab
      .run('timeout', [
        '5',
        'turnutils_uclient',
        ...options,
        '-u',
        username,
        '-W',
        turn.secret,
        '-e',
        peer,
        SERVER_ADDRESS,
      ])
      .then(
        (output) => output,
        (error: unknown) => String(error),
      );

  for (const peer of ['10.1.0.10', '127.0.0.1', '169.254.169.254', '192.168.0.1']) {
    expect(await relayTo(peer)).toContain('403 (Forbidden IP)');
  }
  expect(await relayTo(SERVER_ADDRESS, '-T')).toContain('442 (TCP Transport is not allowed');
});

test('I3: a call that outlasts its credentials survives a change of the network', async ({ lab }) => {
  test.setTimeout(360_000);
  await setNats(lab, 'symmetric');
  await lab.startServer(viaTurn(await lab.startTurn(), { TURN_TTL: '60' }));
  const pair = await meet(lab);
  await allSeeEachOther(pair.alice, pair.bob);
  const { page } = pair.alice;

  const first = await relaysInUse(page);
  expect(first).toHaveLength(1);
  // Until coturn itself says that they have ended.
  await expect.poll(async () => (await gather(page, first)).errors, { timeout: 90_000 }).toContain(401);
  const second = await relaysInUse(page);
  expect(second).toHaveLength(1);
  expect(second).not.toEqual(first);

  const pathName = async (): Promise<string | undefined> => (await icePath(page))?.usernameFragment;
  const before = await pathName();
  await lab.host('a').renumber();
  // The tile need not tell: a call that is back within two seconds was never taken for one that needs mending.
  await expect.poll(async () => [undefined, before].includes(await pathName())).toBe(false);
  await allSeeEachOther(pair.alice, pair.bob);
  expect((await pathsOf(pair)).map((path) => path?.relayProtocol)).toContain('udp');
});

test('with ICE_POLICY=relay nobody is told an address, and all goes over the relay', async ({ lab }) => {
  await setNats(lab, 'open');
  await lab.startServer(viaTurn(await lab.startTurn(), { ICE_POLICY: 'relay' }));
  const pair = await meet(lab);
  await allSeeEachOther(pair.alice, pair.bob);

  for (const { page } of [pair.alice, pair.bob]) {
    expect(await offeredCandidateTypes(page)).toEqual(['relay']);
    expect(await icePath(page)).toMatchObject({ local: 'relay', remote: 'relay' });
  }
});
