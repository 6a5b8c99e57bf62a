import { iceServersInUse, relaysInUse } from '../../netlab/candidates.ts';
import { FIREFOX_CONTEXT } from '../../support/browser/browsers.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { visit } from '../../support/browser/person.ts';
import { startServer } from '../../support/servers/server-process.ts';

test.describe.configure({ timeout: 240_000 });

test("with nothing configured a call asks nobody's STUN or TURN server, not even those that PeerJS has", async ({
  join,
}) => {
  const [alice, bob] = [await join('Alice'), await join('Bob')];
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  for (const { page } of [alice, bob]) expect(await iceServersInUse(page)).toEqual([]);
});

test('I3: Chromium and Firefox give new credentials to the connections they have, and the call goes on', async ({
  chrome,
  fox,
  room,
}) => {
  // Nobody answers there: on one machine no relay is needed.
  const server = await startServer({ TURN_URLS: 'turn:127.0.0.1:3478', TURN_SECRET: 'shared', TURN_TTL: '60' });
  const alice = await visit(chrome, { url: server.url, room, name: 'Alice' });
  const bob = await visit(fox, { url: server.url, room, name: 'Bob', context: FIREFOX_CONTEXT });
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);

  for (const { page } of [alice, bob]) {
    const first = await relaysInUse(page);
    expect(first).toHaveLength(1);
    await expect
      .poll(async () => (await relaysInUse(page))[0]?.username, { timeout: 60_000 })
      .not.toBe(first[0]?.username);
    expect(await relaysInUse(page)).toHaveLength(1);
  }
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  await Promise.all([alice.close(), bob.close()]);
  await server.kill();
});
