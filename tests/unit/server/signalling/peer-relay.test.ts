import { beforeEach, describe, expect, test } from '@jest/globals';
import { candidateTo, offerTo } from '../../../support/clients/peer-messages.ts';
import {
  createPeerRelay,
  type PeerRelay,
  type RelaySession,
} from '../../../../src/server/signalling/peer/peer-relay.ts';

const id = (letter: string, room = 'a'): string => `${room.repeat(16)}-${letter.repeat(24)}`;
const ALICE = id('1');
const BOB = id('2');
const EVE = id('3', 'e');

/** An offer with an SDP of 16,000 characters. */
const largeOfferTo = (dst: string) => offerTo(dst, 'x'.repeat(16_000));

interface Peer {
  session: RelaySession;
  send(message: unknown): void;
  passed: unknown[];
  admissions: boolean[];
  rests: number[];
  told: { type: string; src: string }[];
  closed: number[];
}

describe('the relay', () => {
  let relay: PeerRelay;
  let now = 0;
  /** What was delivered, by the sender. */
  let passedBy = new Map<string, unknown[]>();
  let outcomes: string[] = [];
  let timers: { at: number; task: () => void }[] = [];

  beforeEach(() => {
    now = 0;
    timers = [];
    passedBy = new Map();
    outcomes = [];
    relay = createPeerRelay({
      now: () => now,
      elsewhere: null,
      onRelayed: (outcome) => void outcomes.push(outcome),
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

  function connect(participantId: string, address: string | null = null): Peer {
    const peer: Omit<Peer, 'session' | 'send'> = { passed: [], told: [], closed: [], admissions: [], rests: [] };
    passedBy.set(participantId, peer.passed);
    const session = relay.connect({
      id: participantId,
      address,
      pass: (message) => void peer.passed.push(JSON.parse(message)),
      tell({ src, ...message }) {
        if (message.type === 'EXPIRE') peer.told.push({ type: message.type, src });
        else passedBy.get(src)?.push(message);
      },
      rest: () => void peer.rests.push(now),
      onAdmission: (isAdmitted) => void peer.admissions.push(isAdmitted),
      close: (code) => void peer.closed.push(code),
    });
    const send = (message: unknown): void =>
      session.receive(typeof message === 'string' ? message : JSON.stringify(message));
    return { ...peer, session, send };
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
    alice.send(offerTo(BOB));

    expect(alice.passed).toEqual([offerTo(BOB)]);
    expect(alice.told).toEqual([]);
    expect(outcomes).toEqual(['here']);
  });

  test('P2: tells the sender at once that somebody is not there', () => {
    const alice = connect(ALICE);
    [ALICE, BOB].forEach(admit);
    alice.send(offerTo(BOB));

    expect(alice.passed).toEqual([]);
    expect(alice.told).toEqual([{ type: 'EXPIRE', src: BOB }]);
    expect(outcomes).toEqual(['unreachable']);
  });

  test('P2: does not reach somebody who is connected but has not joined, or has left', () => {
    const alice = connect(ALICE);
    connect(BOB);
    admit(ALICE);
    alice.send(offerTo(BOB));
    admit(BOB);
    dismiss(BOB);
    alice.send(offerTo(BOB));

    expect(alice.passed).toEqual([]);
    expect(alice.told).toHaveLength(2);
  });

  test('P2: does not reach another room', () => {
    const eve = connect(EVE);
    connect(ALICE);
    [EVE, ALICE].forEach(admit);
    eve.send(offerTo(ALICE));

    expect(eve.passed).toEqual([]);
    expect(eve.told).toEqual([{ type: 'EXPIRE', src: ALICE }]);
  });

  test('P3: holds what comes before the sender is admitted, in order', () => {
    const bob = connect(BOB);
    connect(ALICE);
    admit(ALICE);
    const candidate = candidateTo(ALICE);
    bob.send(offerTo(ALICE));
    bob.send(candidate);
    expect(bob.passed).toEqual([]);

    admit(BOB);
    expect(bob.passed).toEqual([offerTo(ALICE), candidate]);
    expect(timers).toEqual([]);
  });

  test('P3: drops it and says so when the admission does not come', () => {
    const bob = connect(BOB);
    bob.send(offerTo(ALICE));
    bob.send(offerTo(ALICE));
    pass(2999);
    expect(bob.told).toEqual([]);
    pass(1);

    expect(bob.told).toEqual([{ type: 'EXPIRE', src: ALICE }]);
    admit(BOB);
    expect(bob.passed).toEqual([]);
  });

  test('P3: of what is beyond 256 kB it says at once that it is lost, reads no more for a moment, and closes nothing', () => {
    const bob = connect(BOB);
    connect(ALICE);
    admit(ALICE);
    for (let index = 0; index < 20; index += 1) bob.send(largeOfferTo(ALICE));
    expect(bob.told).toHaveLength(5);
    expect(bob.rests).toHaveLength(5);
    admit(BOB);

    expect(bob.passed).toHaveLength(15);
    expect(bob.closed).toEqual([]);
  });

  test('P3: of one address it holds 8 MB, and of another one it still takes offers', () => {
    const crowd = Array.from({ length: 40 }, (_, index) =>
      connect(`${'a'.repeat(16)}-${String(index).padStart(24, '0')}`, '192.0.2.1'),
    );
    for (const { send } of crowd) for (let index = 0; index < 15; index += 1) send(largeOfferTo(ALICE));
    expect(crowd.flatMap(({ rests }) => rests).length).toBeGreaterThan(0);

    const elsewhere = connect(BOB, '192.0.2.2');
    elsewhere.send(largeOfferTo(ALICE));
    expect(elsewhere.told).toEqual([]);
    pass(3000);
    const late = connect(id('4'), '192.0.2.1');
    late.send(largeOfferTo(ALICE));
    expect(late.told).toEqual([]);
  });

  test('P3: of all participants it holds 32 MB, and takes more when some of it is gone', () => {
    const crowd = Array.from({ length: 140 }, (_, index) =>
      connect(`${'a'.repeat(16)}-${String(index).padStart(24, '0')}`),
    );
    for (const { send } of crowd) for (let index = 0; index < 15; index += 1) send(largeOfferTo(ALICE));
    expect(crowd.flatMap(({ told }) => told).length).toBeGreaterThan(0);

    crowd.slice(0, 20).forEach(({ session }) => session.end());
    const late = connect(BOB);
    late.send(largeOfferTo(ALICE));
    expect(late.told).toEqual([]);
    pass(3000);
    expect(timers).toEqual([]);
  });

  test.each([
    ['no JSON', 'hello'],
    ['null', 'null'],
    ['a leave', { type: 'LEAVE', dst: BOB, payload: {} }],
    ['a leave of nobody, with which PeerServer would free an id', { type: 'LEAVE' }],
    ['an expire', { type: 'EXPIRE', dst: BOB, payload: {} }],
    ['an id that cannot be', offerTo('../etc')],
    ['no payload', { type: 'OFFER', dst: BOB }],
    ['a data offer', { ...offerTo(BOB), payload: { ...offerTo(BOB).payload, type: 'data', serialization: 'binary' } }],
    ['an SDP that is too long', offerTo(BOB, 'x'.repeat(16 * 1024 + 1))],
    ['an answer that is an offer', { ...offerTo(BOB), type: 'ANSWER' }],
    ['metadata of another kind', { ...offerTo(BOB), payload: { ...offerTo(BOB).payload, metadata: { kind: 'x' } } }],
    [
      'a candidate that is too long',
      { ...candidateTo(BOB), payload: { ...candidateTo(BOB).payload, candidate: { candidate: 'x'.repeat(2000) } } },
    ],
    ['deep nesting', `{"type":"OFFER","dst":"${BOB}","payload":{"a":${'['.repeat(6000)}${']'.repeat(6000)}}}`],
  ])('P4, P8: closes the socket of the sender on %s', (_what, message) => {
    const alice = connect(ALICE);
    const bob = connect(BOB);
    [ALICE, BOB].forEach(admit);
    alice.send(message);
    alice.send(offerTo(BOB));

    expect(alice.closed).toEqual([1007]);
    expect(alice.passed).toEqual([]);
    expect(bob.closed).toEqual([]);
  });

  test('P8: passes on only what the schema names', () => {
    const alice = connect(ALICE);
    connect(BOB);
    [ALICE, BOB].forEach(admit);
    const metadata = { kind: 'screen', share: 'screen_1' };
    const { payload } = offerTo(BOB);
    alice.send({
      ...offerTo(BOB),
      src: BOB,
      payload: { ...payload, label: 'x', metadata: { ...metadata, more: [1] }, sdp: { ...payload.sdp, more: {} } },
    });

    expect(alice.passed).toEqual([{ ...offerTo(BOB), payload: { ...payload, metadata } }]);
  });

  test('P4: closes the socket on a flood of messages or pings, and lets heartbeats through', () => {
    const alice = connect(ALICE);
    const heartbeat = { type: 'HEARTBEAT' };
    for (let index = 0; index < 299; index += 1) alice.send(heartbeat);
    alice.session.receivePing();
    expect(alice.closed).toEqual([]);
    alice.session.receivePing();
    alice.send(heartbeat);

    expect(alice.passed).toHaveLength(299);
    expect(alice.closed).toEqual([1008]);
  });

  test('P10: a new socket does not give its participant new messages', () => {
    const first = connect(ALICE);
    for (let index = 0; index < 300; index += 1) first.send({ type: 'HEARTBEAT' });
    const second = connect(ALICE);
    second.send({ type: 'HEARTBEAT' });
    expect(second.closed).toEqual([1008]);

    pass(1000);
    const third = connect(ALICE);
    for (let index = 0; index < 50; index += 1) third.send({ type: 'HEARTBEAT' });
    expect(third.closed).toEqual([]);
    third.send({ type: 'HEARTBEAT' });
    expect(third.closed).toEqual([1008]);
  });

  test('P11: tells a connection whether its participant is in the room', () => {
    const first = connect(ALICE);
    admit(ALICE);
    const second = connect(ALICE);
    dismiss(ALICE);

    expect(first.admissions).toEqual([true]);
    expect(second.admissions).toEqual([true, false]);
  });

  test('P5: lets the newest socket of a participant count', () => {
    const first = connect(ALICE);
    const second = connect(ALICE);
    const bob = connect(BOB);
    [ALICE, BOB].forEach(admit);
    expect(first.closed).toEqual([4001]);

    first.session.end();
    bob.send(offerTo(ALICE));
    expect(bob.passed).toHaveLength(1);

    second.session.end();
    bob.send(offerTo(ALICE));
    expect(bob.told).toEqual([{ type: 'EXPIRE', src: ALICE }]);
  });
});
