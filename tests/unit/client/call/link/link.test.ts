import { describe, expect, test } from '@jest/globals';
import { deadlineOf } from '../../../../../src/client/call/link/link.ts';
import {
  after,
  callee,
  caller,
  dialling,
  live,
  NOW,
  paused,
  redialling,
  restarting,
  waiting,
  type HealthCase,
} from '../../../../support/link-health.ts';

describe('the health of a link', () => {
  test.each<HealthCase>([
    [
      'waits for nothing but its turn',
      waiting,
      { type: 'tick' },
      caller,
      { connection: 'fresh', until: NOW + 12_000 },
      ['dial fresh'],
    ],
    [
      'gets half a time more with each try, so that a slow phone gets there',
      { ...waiting, attempt: 2 },
      { type: 'tick' },
      caller,
      { connection: 'fresh', until: NOW + 24_000 },
      ['dial fresh'],
    ],
    [
      'gets three times as long at most',
      { ...waiting, attempt: 9 },
      { type: 'incoming', connection: 'theirs' },
      callee,
      { connection: 'theirs', until: NOW + 36_000 },
      ['answer theirs'],
    ],
    ['waits for the other’s call', waiting, { type: 'tick' }, callee, waiting, []],
    ['waits for PeerServer', waiting, { type: 'tick' }, { isCaller: true, canDial: false }, waiting, []],
    [
      'is dialled again at once when PeerServer had lost the first offer',
      dialling,
      { type: 'can-dial' },
      caller,
      { connection: 'fresh', until: NOW + 12_000 },
      ['close a', 'dial fresh'],
    ],
    [
      'asks for a call again when PeerServer had lost the first',
      dialling,
      { type: 'can-dial' },
      callee,
      dialling,
      ['ask-redial a'],
    ],
    ['asks for a call that may have gone astray', waiting, { type: 'nudge' }, callee, waiting, ['ask-redial null']],
    [
      'asks for none while it could not come',
      waiting,
      { type: 'nudge' },
      { isCaller: false, canDial: false },
      waiting,
      [],
    ],
    ['is dialled when they ask', waiting, { type: 'redial-asked' }, caller, { connection: 'fresh' }, ['dial fresh']],
    [
      'is dialled again when they ask who should have heard of it by now',
      { ...dialling, since: NOW - 1500 },
      { type: 'redial-asked' },
      caller,
      { connection: 'fresh', since: NOW },
      ['close a', 'dial fresh'],
    ],
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
