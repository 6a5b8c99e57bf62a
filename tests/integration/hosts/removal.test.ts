import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startApp, type RunningApp } from '../../support/app.ts';
import { createBrowser, type FakeBrowser } from '../../support/clients/browser.ts';
import { connectPeer } from '../../support/clients/peer-client.ts';
import { offerTo } from '../../support/clients/peer-messages.ts';
import { createRoomClients } from '../../support/clients/room-clients.ts';
import { told, type RoomClient } from '../../support/clients/room-client.ts';

describe('somebody whom a host has removed', () => {
  const REMOVED = { ok: false, code: 'participant:removed' };
  let app: RunningApp;
  let browser: FakeBrowser;
  let alice: RoomClient;
  let mallory: RoomClient;
  const people = createRoomClients(() => app.url);
  const { connect, enter } = people;
  const idOf = ({ page }: RoomClient): string => page.identity.participantId;
  const remove = (by: RoomClient, other: RoomClient) => by.request('participant:remove', { id: idOf(other) });

  beforeEach(async () => {
    app = await startApp();
    browser = createBrowser();
    alice = await enter('Alice');
    mallory = await enter('Mallory', await browser.open(app.url, 'red'));
  });
  afterEach(async () => {
    people.close();
    await app.close();
  });

  test('H4: is told, and so are the others', async () => {
    const bob = await enter('Bob');
    expect(await remove(alice, mallory)).toEqual({ ok: true, value: null });
    for (const page of [alice, bob, mallory]) {
      const left = await page.heard(({ type }) => type === 'participant:left');
      expect(left).toMatchObject({ id: idOf(mallory), reason: 'removed' });
    }
    expect(await bob.request('room:resync')).toMatchObject({ value: { removed: [idOf(mallory)] } });
  });

  test('H4: does not come back: with the old ticket, after the page was reloaded, or in a new tab', async () => {
    await remove(alice, mallory);
    expect(await mallory.join('Mallory')).toEqual(REMOVED);
    expect(await (await connect(mallory.page)).join('Mallory')).toEqual(REMOVED);
    expect(await (await connect(await browser.open(app.url, 'red'))).join('M')).toEqual(REMOVED);
  });

  test('H4: does not come back with a ticket that was fetched before, or one that is renewed', async () => {
    const kept = await connect(await browser.open(app.url, 'red'));
    await remove(alice, mallory);
    expect(await kept.join('Mallory')).toEqual(REMOVED);
    const renewed = await fetch(`${app.url}/api/rooms/red/ticket`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: browser.cookie() },
      body: JSON.stringify({ resumeKey: 'x'.repeat(32) }),
    });
    const { identity } = (await renewed.json()) as typeof mallory.page;
    expect(await (await connect({ identity })).join('Mallory')).toEqual(REMOVED);
  });

  test('H4: does not come back by way of another room, where they are welcome', async () => {
    await remove(alice, mallory);
    const elsewhere = await connect(await browser.open(app.url, 'blue'));
    expect(await elsewhere.join('Mallory')).toMatchObject({ ok: true });
    await elsewhere.request('room:leave');
    expect(await (await connect(await browser.open(app.url, 'red'))).join('Mallory')).toEqual(REMOVED);
  });

  test('H4: is not let in by a knock, and cannot make one', async () => {
    await remove(alice, mallory);
    await alice.request('room:lock', { isLocked: true });
    expect(await mallory.request('room:knock', { name: 'Mallory' })).toEqual(REMOVED);
    const tab = await connect(await browser.open(app.url, 'red'));
    expect(await tab.request('room:knock', { name: 'Mallory' })).toEqual(REMOVED);
  });

  test('H4, R12: hears nothing more of the room, neither on the old connection nor on a new one', async () => {
    await remove(alice, mallory);
    await mallory.heard(({ type }) => type === 'participant:left');
    const page = await browser.open(app.url, 'red');
    const tab = await connect(page);
    const before = mallory.facts.length;
    await enter('Bob');
    for (const client of [mallory, tab]) {
      expect(await client.request('room:resync')).toMatchObject({ value: { participants: [], unseen: 2 } });
    }
    expect([mallory.facts.length, tab.facts.length, page.roster.participants.length]).toEqual([before, 0, 0]);
  });

  test('H4: another browser, and a private window, are not kept out', async () => {
    await remove(alice, mallory);
    expect(await (await connect(await createBrowser().open(app.url, 'red'))).join('Carol')).toMatchObject({ ok: true });
  });

  test('H4: a cookie that was made up names no browser', async () => {
    const cookie = browser.cookie().replace(/\.[\w-]+$/, `.${'x'.repeat(43)}`);
    const response = await fetch(`${app.url}/red`, { headers: { cookie } });
    expect(response.headers.get('set-cookie')).toMatch(/^madang-browser=[\w.-]+;.*HttpOnly.*SameSite=Lax/);
    expect(response.headers.get('set-cookie')).not.toContain(browser.cookie());
  });

  test('H4: a host who removes a tab of their own browser stays in with the others', async () => {
    const own = createBrowser();
    const [first, second] = [await own.open(app.url, 'green'), await own.open(app.url, 'green')];
    const host = await enter('Alice', first);
    const tab = await enter('Alice', second);
    expect(await remove(host, tab)).toEqual({ ok: true, value: null });
    expect(await tab.join('Alice')).toEqual(REMOVED);
    expect(await (await connect(await own.open(app.url, 'green'))).join('Alice')).toMatchObject({ ok: true });
  });

  test('P2, H4: nothing is relayed from or to them, and no signal', async () => {
    const ofAlice = await connectPeer(app.wsUrl, alice.page.identity);
    const ofMallory = await connectPeer(app.wsUrl, mallory.page.identity);
    await remove(alice, mallory);
    ofAlice.send(offerTo(idOf(mallory)));
    expect(await ofAlice.heard(({ type }) => type === 'EXPIRE')).toBeDefined();
    ofMallory.send(offerTo(idOf(alice)));
    expect(await ofMallory.heard(({ type }) => type === 'EXPIRE')).toBeDefined();
    expect(ofAlice.messages.map(({ type }) => type)).not.toContain('OFFER');
    const signal = { callId: 'mc_1', signal: { type: 'redial' } };
    expect(await mallory.request('link:signal', { to: idOf(alice), ...signal })).toMatchObject({ ok: false });
    expect(await alice.request('link:signal', { to: idOf(mallory), ...signal })).toMatchObject({ ok: false });
  });

  test('H10: stays out after a restart of the server with the same SECRET, as soon as somebody is back', async () => {
    const telling = told(alice, 'membership:renewed');
    await remove(alice, mallory);
    const renewed = await telling;
    const { membership } = renewed as { membership: string };
    await app.close();
    app = await startApp();
    const first = await enter('Mallory', mallory.page);
    const back = await connect(alice.page);
    const joined = await back.request('room:join', { name: 'Alice', membership });
    expect(joined).toMatchObject({ ok: true, value: { self: { isHost: true } } });
    const left = await first.heard(({ type }) => type === 'participant:left');
    expect(left).toMatchObject({ id: idOf(mallory), reason: 'removed' });
    expect(await first.join('Mallory')).toEqual(REMOVED);
    expect(await (await connect(await browser.open(app.url, 'red'))).join('Mallory')).toEqual(REMOVED);
  });

  test('H4: may come when the room has ended and another one begins', async () => {
    await remove(alice, mallory);
    await alice.request('room:end');
    expect(await mallory.join('Mallory')).toMatchObject({ ok: true });
  });
});
