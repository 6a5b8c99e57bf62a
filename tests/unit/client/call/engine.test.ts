import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEngine, type Engine } from '../../../../src/client/call/engine.ts';
import { createFakeClock, type FakeClock } from '../../../support/fakes/fake-clock.ts';

/** Adds up numbers; its effects are the numbers themselves. */
type Event = { readonly type: 'add'; readonly number: number } | { readonly type: 'tick' };
const add = (number: number): Event => ({ type: 'add', number });

let clock: FakeClock;
let failures: string[];
let done: number[];
let ticks: number;
let deadline: number;
let engine: Engine<number, Event, number>;

function create(): void {
  engine = createEngine<number, Event, number>(
    {
      first: 0,
      reduce(state, event) {
        if (event.type === 'tick') {
          ticks += 1;
          if (deadline <= clock.now()) throw new Error('tick');
          return { state, effects: [] };
        }
        if (event.number === 13) throw new Error('undecided');
        return { state: state + event.number, effects: [event.number, event.number * 10] };
      },
      nextDeadline: () => deadline,
    },
    {
      now: clock.now,
      schedule: clock.schedule,
      random: () => 0,
      onFailure: (error) => failures.push(`call: ${(error as Error).message}`),
      onFollowerFailure: (error) => failures.push(`follower: ${(error as Error).message}`),
    },
  );
}

function run(effect: number): void {
  if (effect === 7) throw new Error('seven');
  done.push(effect);
  if (effect === 4) engine.dispatch(add(5));
}

describe('an engine', () => {
  beforeEach(() => {
    clock = createFakeClock();
    failures = [];
    done = [];
    ticks = 0;
    deadline = Infinity;
    create();
    engine.start(run);
  });

  test('handles events one after another: what an effect brings up waits for its turn', () => {
    engine.dispatch(add(4));
    expect(done).toEqual([4, 40, 5, 50]);
    expect(engine.state.value).toBe(9);
  });

  test('handles what happened before its start when it is started', () => {
    create();
    engine.dispatch(add(1));
    engine.dispatch(add(2));
    expect([engine.state.value, done]).toEqual([0, []]);
    engine.start(run);
    expect([engine.state.value, done]).toEqual([3, [1, 10, 2, 20]]);
  });

  test('C13: a decision that fails changes nothing, and the next event is handled', () => {
    engine.dispatch(add(13));
    engine.dispatch(add(1));
    expect(failures).toEqual(['call: undecided']);
    expect(engine.state.value).toBe(1);
  });

  test('C13: an effect that fails costs neither the other effects nor the next event', () => {
    engine.dispatch(add(7));
    engine.dispatch(add(1));
    expect(failures).toEqual(['call: seven']);
    expect(done).toEqual([70, 1, 10]);
  });

  test('C13: somebody who follows the state and fails costs neither effects nor other followers', () => {
    const seen: number[] = [];
    engine.state.subscribe((state) => {
      if (state > 0) throw new Error('cannot draw');
    });
    engine.state.subscribe((state) => seen.push(state));
    engine.dispatch(add(1));
    engine.dispatch(add(2));
    expect(failures).toEqual(['follower: cannot draw', 'follower: cannot draw']);
    expect(done).toEqual([1, 10, 2, 20]);
    expect(seen).toEqual([0, 1, 3]);
  });

  test('C13: a deadline that cannot be dealt with is tried again after a pause, not without end', async () => {
    deadline = clock.now();
    engine.dispatch(add(1));
    await clock.pass(5000);
    expect(ticks).toBeGreaterThanOrEqual(5);
    expect(ticks).toBeLessThanOrEqual(6);
  });
});
