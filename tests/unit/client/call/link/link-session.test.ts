import { beforeEach, describe, expect, test } from '@jest/globals';
import { createLinkSession, type LinkSession } from '../../../../../src/client/call/link/link-session.ts';
import { createFakeClock, type FakeClock } from '../../../../support/fakes/fake-clock.ts';

let clock: FakeClock;
let session: LinkSession;
let sent: { connection: string; type: string }[];
let changes: string[];
let silences: number;
let packets: () => Promise<number>;

const HEARD = JSON.stringify({ type: 'ack', seq: 0 });

/** Looks as often as the call does. */
async function watch(ms: number): Promise<void> {
  const until = clock.now() + ms;
  while (clock.now() < until) {
    await clock.pass(session.isSilent ? 150 : 700);
    session.look();
  }
}

beforeEach(() => {
  clock = createFakeClock();
  sent = [];
  changes = [];
  silences = 0;
  packets = () => Promise.resolve(0);
  session = createLinkSession({
    session: 'me',
    now: clock.now,
    sendText: (connection, text) => sent.push({ connection, ...(JSON.parse(text) as { type: string }) }),
    packetsReceived: () => packets(),
    onMessage: () => undefined,
    onFlood: () => undefined,
    onSilence: () => (silences += 1),
    onStall: (connection, change) => changes.push(`${connection} ${change}`),
  });
});

describe('C9: the session of a link', () => {
  test('begins every connection with a hello, and lets itself be heard on all of them', () => {
    session.onReady('one');
    session.onReady('two');
    session.beat();
    expect(sent.map(({ connection, type }) => `${connection} ${type}`)).toEqual([
      'one hello',
      'two hello',
      'one ack',
      'two ack',
    ]);
    expect(session.current).toBe('two');
    session.onClosed('two');
    expect(session.current).toBe('one');
  });

  test('stalls after 2 s without a word, tells of the silence once, and resumes with the next word', async () => {
    session.onReady('one');
    await watch(1400);
    expect([silences, changes]).toEqual([1, []]);
    await watch(700);
    expect([silences, changes]).toEqual([1, ['one stalled']]);
    expect(session.isStalled('one')).toBe(true);
    session.onText('one', HEARD);
    session.look();
    expect(changes).toEqual(['one stalled', 'one resumed']);
    expect(session.isStalled('one')).toBe(false);
  });

  test('does not stall while media comes', async () => {
    session.onReady('one');
    let count = 0;
    packets = () => Promise.resolve((count += 10));
    await watch(20_000);
    expect(changes).toEqual([]);
  });

  test('does not stall because the computer slept', async () => {
    session.onReady('one');
    clock.sleep(3_600_000);
    session.look();
    await watch(700);
    expect(changes).toEqual([]);
  });

  test('forgets a connection that is closed, also while it is being asked for packets', async () => {
    session.onReady('one');
    packets = () => Promise.reject(new Error('closed'));
    await watch(1500);
    session.onClosed('one');
    await watch(5000);
    expect(changes).toEqual([]);
    expect(session.isSilent).toBe(false);
  });
});
