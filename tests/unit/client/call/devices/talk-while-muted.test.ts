import { expect, test } from '@jest/globals';
import {
  LOOK_EVERY_MS,
  NEVER_TOLD,
  onLevel,
  onMuted,
  type MutedTalk,
} from '../../../../../src/client/call/devices/talk-while-muted.ts';

const VOICE = 0.3;
const ROOM = 0.01;

/** When it was told, in milliseconds after the person muted themselves. */
function toldIn(levelAt: (ms: number) => number, untilMs: number, first: MutedTalk = NEVER_TOLD): number[] {
  let talk = onMuted(first, 0);
  const told: number[] = [];
  for (let now = 0; now <= untilMs; now += LOOK_EVERY_MS) {
    const heard = onLevel(talk, levelAt(now), now);
    talk = heard.talk;
    if (heard.isTold) told.push(now);
  }
  return told;
}

test('somebody who talks while muted is told within two seconds', () => {
  const [told = Infinity] = toldIn((now) => (now > 5000 ? VOICE : ROOM), 10_000);
  expect(told).toBeGreaterThan(5000);
  expect(told).toBeLessThan(7000);
});

test('a quiet room, a cough, and the end of a sentence tell nothing', () => {
  expect(toldIn(() => ROOM, 60_000)).toEqual([]);
  expect(toldIn((now) => (now % 5000 < 450 ? VOICE : ROOM), 60_000)).toEqual([]);
  expect(toldIn((now) => (now < 1400 ? VOICE : ROOM), 60_000)).toEqual([]);
});

test('it is told once a minute at most, however long somebody talks', () => {
  expect(toldIn(() => VOICE, 59_000)).toHaveLength(1);
  expect(toldIn(() => VOICE, 130_000)).toHaveLength(3);
});

test('muting oneself anew does not bring it sooner', () => {
  const told: MutedTalk = { loudAt: [], quietUntil: 40_000 };
  expect(toldIn(() => VOICE, 39_000, told)).toEqual([]);
});
