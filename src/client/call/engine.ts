import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Moment } from './room/call-state.ts';
import type { CallPorts } from './ports.ts';

/** Something that decides: a pure reducer, and when time alone will change something. */
export interface Machine<State, Event, Effect> {
  readonly first: State;
  reduce(state: State, event: Event, moment: Moment): { readonly state: State; readonly effects: readonly Effect[] };
  /** When the next `tick` is due, or Infinity. */
  nextDeadline(state: State): number;
}

/** Runs a machine: events go in, effects come out, one after another, and time passes when something is due. */
export interface Engine<State, Event, Effect> {
  readonly state: ReadonlySignal<State>;
  /** Handles an event; before `start` it waits. */
  dispatch(event: Event): void;
  /** From now on events are handled, and `run` does what they want done. */
  start(run: (effect: Effect) => void): void;
}

interface Tick {
  readonly type: 'tick';
}

export interface EngineOptions extends Pick<CallPorts, 'now' | 'random' | 'schedule'> {
  /** Told of a decision or an effect that failed. */
  readonly onFailure: (error: unknown) => void;
  /** Told of somebody who follows the state and failed. */
  readonly onFollowerFailure: (error: unknown) => void;
}

/** A deadline that could not be dealt with is still due afterwards: without a pause it would be tried without end. */
const FAILED_TICK_PAUSE_MS = 1000;

/** Whether `task` went through. */
function attempt(task: () => void, onFailure: (error: unknown) => void): boolean {
  try {
    task();
    return true;
  } catch (error) {
    onFailure(error);
    return false;
  }
}

export function createEngine<State, Event, Effect>(
  { first, reduce, nextDeadline }: Machine<State, Event | Tick, Effect>,
  { now, random, schedule, onFailure, onFollowerFailure }: EngineOptions,
): Engine<State, Event, Effect> {
  const state = signal(first);
  const queue: (Event | Tick)[] = [];
  let runEffect: ((effect: Effect) => void) | null = null;
  let isRunning = false;
  let cancelTick = (): void => undefined;

  /** An event whose decision fails changes nothing; an effect that fails costs no other. */
  function handle(event: Event | Tick, run: (effect: Effect) => void): boolean {
    let effects: readonly Effect[] = [];
    const isDecided = attempt(() => {
      const step = reduce(state.peek(), event, { now: now(), random: random() });
      effects = step.effects;
      attempt(() => (state.value = step.state), onFollowerFailure);
    }, onFailure);
    for (const effect of effects) attempt(() => run(effect), onFailure);
    return isDecided;
  }

  /** Events that come up while effects run wait for their turn: each sees a settled state. */
  function dispatch(event: Event | Tick): void {
    queue.push(event);
    handleAll();
  }

  function handleAll(): void {
    if (isRunning || runEffect === null) return;
    isRunning = true;
    let isDecided = true;
    for (let next = queue.shift(); next; next = queue.shift()) isDecided = handle(next, runEffect);
    isRunning = false;
    attempt(() => scheduleTick(isDecided ? 0 : FAILED_TICK_PAUSE_MS), onFailure);
  }

  function scheduleTick(leastMs: number): void {
    cancelTick();
    cancelTick = () => undefined;
    const deadline = nextDeadline(state.peek());
    if (deadline === Infinity) return;
    cancelTick = schedule(() => dispatch({ type: 'tick' }), Math.max(leastMs, deadline - now()));
  }

  return {
    state,
    dispatch,
    start(run) {
      runEffect = run;
      handleAll();
    },
  };
}
