import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import pino from 'pino';
import { createApp } from '../../../src/server/app.ts';
import { testConfig } from '../../support/app.ts';
import { createBrowser } from '../../support/clients/browser.ts';
import { connectPeer, upgradeRefusal } from '../../support/clients/peer-client.ts';
import { connectRoom, refusalOf } from '../../support/clients/room-client.ts';

test('H7, H8: the log holds no ticket, passcode, host key, name or address, also where it tells everything', async () => {
  let written = '';
  const log = pino({ level: 'trace' }, { write: (line: string) => void (written += line) });
  const app = createApp({ ...testConfig, trustProxy: null }, log);
  app.server.listen(0, '127.0.0.1');
  await once(app.server, 'listening');
  const { port } = app.server.address() as AddressInfo;
  const [url, wsUrl] = [`http://127.0.0.1:${port}`, `ws://127.0.0.1:${port}`];

  const browser = createBrowser();
  const page = await browser.open(url, 'red');
  const alice = await connectRoom(url, page);
  await alice.join('Alice In Wonderland');
  const kept = (await alice.request('host:keep')) as { value: { key: string } };
  await alice.request('room:change-settings', { passcode: 'open sesame' });
  const bob = await connectRoom(url, 'red');
  await bob.request('room:join', { name: 'Bob', passcode: 'guessed wrong' });
  await bob.request('room:join', { name: 'Bob', hostKey: 'x'.repeat(43) });
  await bob.request('room:join', { name: 'Bob', hostKey: kept.value.key });
  await alice.request('participant:remove', { id: bob.page.identity.participantId });
  await alice.request('room:join', { name: 1 });
  const peer = await connectPeer(wsUrl, page.identity);
  peer.send('nonsense of a peer');
  await peer.closed;
  await upgradeRefusal(wsUrl, { id: page.identity.participantId, token: `${page.identity.peerToken}x` });
  await refusalOf(url, { ticket: `${page.identity.ticket}x` });
  await fetch(`${url}/red`, { headers: { 'x-forwarded-for': '203.0.113.7' } });
  await fetch(`${url}/api/rooms/red/ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  });
  alice.socket.close();
  bob.socket.close();
  await app.close();

  // It was written to at all.
  expect(written).toContain('TRUST_PROXY');
  const { ticket, resumeKey, peerToken } = page.identity;
  const secrets = [ticket, resumeKey, peerToken, kept.value.key, browser.cookie().replace(/^[^=]*=/, '')];
  const texts = ['open sesame', 'guessed wrong', 'Alice In Wonderland', 'nonsense of a peer'];
  for (const text of [...secrets, ...texts, '203.0.113.7', '127.0.0.1']) expect(written).not.toContain(text);
});
