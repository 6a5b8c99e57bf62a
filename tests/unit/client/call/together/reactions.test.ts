import { describe, expect, test } from '@jest/globals';
import { createReactions, type Reactions } from '../../../../../src/client/call/together/reactions.ts';
import { createMeeting } from '../../../../support/meeting.ts';
import { idOf } from '../../../../support/scene.ts';

function createCrowd(...names: string[]) {
  const meeting = createMeeting(...names);
  let now = 0;
  let due: { at: number; task: () => void }[] = [];
  const schedule = (task: () => void, afterMs: number): (() => void) => {
    const planned = { at: now + afterMs, task };
    due.push(planned);
    return () => (due = due.filter((other) => other !== planned));
  };
  const [alice, bob] = names.map((name) =>
    createReactions({ ...meeting.page(name), now: () => now, schedule }),
  ) as unknown as [Reactions, Reactions];
  return {
    meeting,
    alice,
    bob,
    wait(ms: number) {
      now += ms;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      ready.forEach(({ task }) => task());
    },
  };
}

describe('reactions', () => {
  test('are seen by oneself and the others for a moment', () => {
    const { meeting, alice, bob, wait } = createCrowd('Alice', 'Bob');
    alice.send('heart');
    meeting.deliver();
    for (const { shown } of [alice, bob]) expect(shown.value).toMatchObject([{ from: idOf('Alice'), kind: 'heart' }]);
    wait(3000);
    bob.send('clap');
    wait(1500);
    expect(alice.shown.value).toEqual([]);
    expect(bob.shown.value).toMatchObject([{ from: idOf('Bob'), kind: 'clap' }]);
    wait(4000);
    expect(bob.shown.value).toEqual([]);
  });

  test('W4: go out no faster than a cheerful person sends them', () => {
    const { meeting, alice, wait } = createCrowd('Alice', 'Bob');
    for (let times = 0; times < 100; times += 1) alice.send('party');
    expect(alice.shown.value).toHaveLength(8);
    expect(meeting.pending()).toHaveLength(8);
    wait(1000);
    alice.send('party');
    expect(meeting.pending()).toHaveLength(9);
  });
});
