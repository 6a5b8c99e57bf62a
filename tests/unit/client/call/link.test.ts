import { describe, expect, test } from '@jest/globals';
import { advance, deadlineOf, newHealth } from '../../../../src/client/call/link.ts';
import type { Health, HealthEvent } from '../../../../src/client/call/link-health.ts';

const NOW = 100_000;

interface Side {
  readonly isCaller: boolean;
  readonly canDial?: boolean;
}

const caller: Side = { isCaller: true };
const callee: Side = { isCaller: false };

function after(health: Health, event: HealthEvent, { isCaller, canDial = true }: Side) {
  const { health: next, wants } = advance(health, event, {
    isCaller,
    canDial,
    now: NOW,
    random: 0,
    newConnection: () => 'fresh',
  });
  return { next, wants: wants.map(({ type, connection }) => `${type} ${connection}`) };
}

const waiting: Health = newHealth;
const dialling: Health = { phase: 'connecting', connection: 'a', attempt: 0, until: NOW + 12_000 };
const live: Health = { phase: 'live', connection: 'a' };
const restarting: Health = {
  phase: 'mending',
  connection: 'a',
  isAlive: true,
  next: null,
  since: NOW - 1000,
  restarts: 2,
  attempt: 0,
  until: NOW + 1000,
};
const redialling: Health = { ...restarting, isAlive: false, next: 'b', until: NOW + 12_000 };
const paused: Health = { ...redialling, next: null, attempt: 3, until: NOW };

describe('the health of a link', () => {
  test.each<[string, Health, HealthEvent, Side, Partial<Health> | Health, string[]]>([
    [
      'waits for nothing but its turn',
      waiting,
      { type: 'tick' },
      caller,
      { connection: 'fresh', until: NOW + 12_000 },
      ['dial fresh'],
    ],
    ['waits for the other’s call', waiting, { type: 'tick' }, callee, waiting, []],
    ['waits for PeerServer', waiting, { type: 'tick' }, { isCaller: true, canDial: false }, waiting, []],
    ['comes about', dialling, { type: 'live', connection: 'a' }, caller, live, []],
    ['is not impressed by strangers', dialling, { type: 'live', connection: 'x' }, caller, dialling, []],
    [
      'tries again later',
      dialling,
      { type: 'broken', connection: 'a' },
      caller,
      { connection: null, attempt: 1, until: NOW + 500 },
      ['close a'],
    ],
    [
      'tries again later when nobody is there',
      dialling,
      { type: 'unreachable' },
      caller,
      { connection: null, attempt: 1 },
      ['close a'],
    ],
    [
      'gives a call that may be lost a little longer',
      dialling,
      { type: 'nudge' },
      caller,
      { connection: 'a', until: NOW + 2500 },
      [],
    ],
    [
      'refuses a call where its own counts',
      dialling,
      { type: 'incoming', connection: 'x' },
      caller,
      dialling,
      ['close x'],
    ],
    [
      'takes the call of whoever may call',
      dialling,
      { type: 'incoming', connection: 'x' },
      callee,
      { connection: 'x' },
      ['close a', 'answer x'],
    ],

    [
      'is mended when silent',
      live,
      { type: 'interrupted', connection: 'a' },
      caller,
      { phase: 'mending', isAlive: true, restarts: 1, until: NOW + 2000 },
      ['restart a'],
    ],
    [
      'is mended from either side',
      live,
      { type: 'interrupted', connection: 'a' },
      callee,
      { phase: 'mending', isAlive: true },
      ['restart a'],
    ],
    [
      'is made anew at once when it failed',
      live,
      { type: 'broken', connection: 'a' },
      caller,
      { phase: 'mending', isAlive: false, next: 'fresh' },
      ['dial fresh'],
    ],
    [
      'asks for a call when it failed',
      live,
      { type: 'broken', connection: 'a' },
      callee,
      { phase: 'mending', next: null, until: NOW + 5500 },
      ['ask-redial a'],
    ],
    [
      'answers a fresh call beside the old one',
      live,
      { type: 'incoming', connection: 'x' },
      callee,
      { connection: 'a', next: 'x' },
      ['answer x'],
    ],
    ['does not mind old connections', live, { type: 'broken', connection: 'x' }, caller, live, []],
    ['is not nudged for nothing', live, { type: 'nudge' }, caller, live, []],
    ['is restarted on another network', live, { type: 'network-changed' }, callee, live, ['restart a']],

    [
      'is live when heard again, and sends a whole picture',
      restarting,
      { type: 'live', connection: 'a' },
      caller,
      live,
      ['refresh a'],
    ],
    ['is not restarted anew because PeerServer is back', restarting, { type: 'can-dial' }, caller, restarting, []],
    [
      'is restarted again when nudged',
      restarting,
      { type: 'nudge' },
      callee,
      { restarts: 1, until: NOW + 2000 },
      ['restart a'],
    ],
    [
      'is restarted once more when a restart does not help',
      { ...restarting, restarts: 1, until: NOW },
      { type: 'tick' },
      caller,
      { restarts: 2, next: null, until: NOW + 2000 },
      ['restart a'],
    ],
    [
      'is made anew when the restart takes too long',
      { ...restarting, until: NOW },
      { type: 'tick' },
      caller,
      { isAlive: true, next: 'fresh' },
      ['dial fresh'],
    ],
    [
      'asks for a call when the restart takes too long',
      { ...restarting, until: NOW },
      { type: 'tick' },
      callee,
      { next: null, attempt: 1 },
      ['ask-redial a'],
    ],
    [
      'is made anew when the restart fails',
      restarting,
      { type: 'broken', connection: 'a' },
      caller,
      { isAlive: false, next: 'fresh' },
      ['dial fresh'],
    ],
    [
      'closes the fresh call when the old one came back first',
      { ...redialling, isAlive: true },
      { type: 'live', connection: 'a' },
      caller,
      live,
      ['close b', 'refresh a'],
    ],

    [
      'changes over when the fresh call is live',
      redialling,
      { type: 'live', connection: 'b' },
      caller,
      { phase: 'live', connection: 'b' },
      ['close a'],
    ],
    [
      'pauses when the fresh call fails',
      redialling,
      { type: 'broken', connection: 'b' },
      caller,
      { next: null, attempt: 1, until: NOW + 500 },
      ['close b'],
    ],
    [
      'pauses when nobody is there',
      redialling,
      { type: 'unreachable' },
      caller,
      { next: null, attempt: 1 },
      ['close b'],
    ],
    ['does not ask twice at once', redialling, { type: 'redial-asked' }, caller, redialling, []],
    [
      'keeps its own fresh call where that counts',
      redialling,
      { type: 'incoming', connection: 'x' },
      caller,
      redialling,
      ['close x'],
    ],
    [
      'takes theirs where that counts',
      redialling,
      { type: 'incoming', connection: 'x' },
      callee,
      { next: 'x' },
      ['close b', 'answer x'],
    ],
    ['tries again after the pause', paused, { type: 'tick' }, caller, { next: 'fresh' }, ['dial fresh']],
    [
      'tries at once when nudged',
      { ...paused, until: NOW + 9000 },
      { type: 'nudge' },
      caller,
      { next: 'fresh', attempt: 0 },
      ['dial fresh'],
    ],
    [
      'tries at once when PeerServer is back',
      { ...paused, until: NOW + 9000 },
      { type: 'can-dial' },
      caller,
      { next: 'fresh', attempt: 0 },
      ['dial fresh'],
    ],
    [
      'waits on while PeerServer is away',
      paused,
      { type: 'tick' },
      { isCaller: true, canDial: false },
      { next: null, until: NOW + 4000 },
      [],
    ],
  ])('%s', (_what, health, event, side, expected, wants) => {
    const outcome = after(health, event, side);
    expect(outcome.next).toMatchObject(expected);
    expect(outcome.wants).toEqual(wants);
  });

  test('never has a deadline behind it that a tick would not move', () => {
    for (const health of [waiting, dialling, live, restarting, redialling, paused]) {
      for (const side of [caller, callee]) {
        const due = deadlineOf(health, side);
        if (due === Infinity || due > NOW) continue;
        const { next } = after(health, { type: 'tick' }, side);
        expect(deadlineOf(next, side)).toBeGreaterThan(NOW);
      }
    }
  });
});
