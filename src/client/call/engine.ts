import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Moment } from './call-state.ts';
import type { CallPorts } from './ports.ts';

/** Something that decides: a pure reducer, what runs its effects, and when time alone will change something. */
export interface Machine<State, Event, Effect> {
  readonly first: State;
  reduce(state: State, event: Event, moment: Moment): { readonly state: State; readonly effects: readonly Effect[] };
  run(effect: Effect): void;
  /** When the next `tick` is due, or Infinity. */
  nextDeadline(state: State): number;
}

/** Runs a machine: events go in, effects come out, one after another, and time passes when something is due. */
export interface Engine<State, Event> {
  readonly state: ReadonlySignal<State>;
  dispatch(event: Event): void;
}

interface Tick {
  readonly type: 'tick';
}

export function createEngine<State, Event, Effect>(
  { first, reduce, run, nextDeadline }: Machine<State, Event | Tick, Effect>,
  { now, random, schedule }: Pick<CallPorts, 'now' | 'random' | 'schedule'>,
): Engine<State, Event> {
  const state = signal(first);
  const queue: (Event | Tick)[] = [];
  let isRunning = false;
  let cancelTick = (): void => undefined;

  /** Events that come up while effects run wait for their turn: each sees a settled state. */
  function dispatch(event: Event | Tick): void {
    queue.push(event);
    if (isRunning) return;
    isRunning = true;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { state: after, effects } = reduce(state.peek(), next, { now: now(), random: random() });
      state.value = after;
      effects.forEach(run);
    }
    isRunning = false;
    scheduleTick();
  }

  function scheduleTick(): void {
    cancelTick();
    cancelTick = () => undefined;
    const deadline = nextDeadline(state.peek());
    if (deadline === Infinity) return;
    cancelTick = schedule(() => dispatch({ type: 'tick' }), Math.max(0, deadline - now()));
  }

  return { state, dispatch };
}
