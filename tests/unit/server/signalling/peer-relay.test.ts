import { beforeEach, describe, expect, test } from '@jest/globals';
import { createPeerRelay, type PeerRelay, type RelaySession } from '../../../../src/server/signalling/peer-relay.ts';

const id = (letter: string, room = 'a'): string => `${room.repeat(16)}-${letter.repeat(24)}`;
const ALICE = id('1');
const BOB = id('2');
const EVE = id('3', 'e');

const offerTo = (dst: string): string => JSON.stringify({ type: 'OFFER', dst, payload: { sdp: 'x' } });

interface Peer {
  session: RelaySession;
  passed: string[];
  told: { type: string; src: string }[];
  closed: number[];
}

describe('the relay', () => {
  let relay: PeerRelay;
  let now = 0;
  let timers: { at: number; task: () => void }[] = [];

  beforeEach(() => {
    now = 0;
    timers = [];
    relay = createPeerRelay({
      now: () => now,
      schedule(task, afterMs) {
        const timer = { at: now + afterMs, task };
        timers.push(timer);
        return () => void (timers = timers.filter((other) => other !== timer));
      },
    });
  });

  function pass(ms: number): void {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    due.forEach(({ task }) => task());
  }

  function connect(participantId: string): Peer {
    const peer: Omit<Peer, 'session'> = { passed: [], told: [], closed: [] };
    const session = relay.connect({
      id: participantId,
      pass: (raw) => void peer.passed.push(raw),
      tell: ({ type, src }) => void peer.told.push({ type, src }),
      close: (code) => void peer.closed.push(code),
    });
    return { ...peer, session };
  }

  const admit = (participantId: string): void =>
    relay.learn({
      type: 'participant:joined',
      rev: 1,
      participant: { id: participantId, seq: 1, name: '', presence: 'here' },
    });
  const dismiss = (participantId: string): void =>
    relay.learn({ type: 'participant:left', rev: 2, id: participantId, reason: 'left' });

  test('P2: passes messages between admitted participants of one room', () => {
    const alice = connect(ALICE);
    connect(BOB);
    [ALICE, BOB].forEach(admit);
    alice.session.receive(offerTo(BOB));

    expect(alice.passed).toEqual([offerTo(BOB)]);
    expect(alice.told).toEqual([]);
  });

  test('P2: tells the sender at once that somebody is not there', () => {
    const alice = connect(ALICE);
    [ALICE, BOB].forEach(admit);
    alice.session.receive(offerTo(BOB));

    expect(alice.passed).toEqual([]);
    expect(alice.told).toEqual([{ type: 'EXPIRE', src: BOB }]);
  });

  test('P2: does not reach somebody who is connected but has not joined, or has left', () => {
    const alice = connect(ALICE);
    connect(BOB);
    admit(ALICE);
    alice.session.receive(offerTo(BOB));
    admit(BOB);
    dismiss(BOB);
    alice.session.receive(offerTo(BOB));

    expect(alice.passed).toEqual([]);
    expect(alice.told).toHaveLength(2);
  });

  test('P2: does not reach another room', () => {
    const eve = connect(EVE);
    connect(ALICE);
    [EVE, ALICE].forEach(admit);
    eve.session.receive(offerTo(ALICE));

    expect(eve.passed).toEqual([]);
    expect(eve.told).toEqual([{ type: 'EXPIRE', src: ALICE }]);
  });

  test('P3: holds what comes before the sender is admitted, in order', () => {
    const bob = connect(BOB);
    connect(ALICE);
    admit(ALICE);
    const candidate = JSON.stringify({ type: 'CANDIDATE', dst: ALICE, payload: {} });
    bob.session.receive(offerTo(ALICE));
    bob.session.receive(candidate);
    expect(bob.passed).toEqual([]);

    admit(BOB);
    expect(bob.passed).toEqual([offerTo(ALICE), candidate]);
    expect(timers).toEqual([]);
  });

  test('P3: drops it and says so when the admission does not come', () => {
    const bob = connect(BOB);
    bob.session.receive(offerTo(ALICE));
    bob.session.receive(offerTo(ALICE));
    pass(2999);
    expect(bob.told).toEqual([]);
    pass(1);

    expect(bob.told).toEqual([{ type: 'EXPIRE', src: ALICE }]);
    admit(BOB);
    expect(bob.passed).toEqual([]);
  });

  test('P3: holds no more than it should', () => {
    const bob = connect(BOB);
    const large = JSON.stringify({ type: 'OFFER', dst: ALICE, payload: { sdp: 'x'.repeat(60_000) } });
    for (let index = 0; index < 20; index += 1) bob.session.receive(large);

    expect(bob.closed).toContain(1008);
  });

  test.each([
    ['no JSON', 'hello'],
    ['null', 'null'],
    ['an unknown type', JSON.stringify({ type: 'LEAVE', dst: BOB, payload: {} })],
    ['an id that cannot be', JSON.stringify({ type: 'OFFER', dst: '../etc', payload: {} })],
    ['no payload', JSON.stringify({ type: 'OFFER', dst: BOB })],
  ])('P4: closes the socket on %s', (_what, raw) => {
    const alice = connect(ALICE);
    admit(ALICE);
    alice.session.receive(raw);

    expect(alice.closed).toEqual([1007]);
    expect(alice.passed).toEqual([]);
  });

  test('P4: closes the socket on a flood, and lets heartbeats through', () => {
    const alice = connect(ALICE);
    const heartbeat = JSON.stringify({ type: 'HEARTBEAT' });
    for (let index = 0; index < 300; index += 1) alice.session.receive(heartbeat);
    expect(alice.closed).toEqual([]);
    alice.session.receive(heartbeat);

    expect(alice.passed).toHaveLength(300);
    expect(alice.closed).toEqual([1008]);
  });

  test('P5: lets the newest socket of a participant count', () => {
    const first = connect(ALICE);
    const second = connect(ALICE);
    const bob = connect(BOB);
    [ALICE, BOB].forEach(admit);
    expect(first.closed).toEqual([4001]);

    first.session.end();
    bob.session.receive(offerTo(ALICE));
    expect(bob.passed).toHaveLength(1);

    second.session.end();
    bob.session.receive(offerTo(ALICE));
    expect(bob.told).toEqual([{ type: 'EXPIRE', src: ALICE }]);
  });
});
