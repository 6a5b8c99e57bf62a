/** A reducer in a world where time stands still until it is told to move. */
export interface StillWorld<State, Event> {
  readonly state: State;
  /** Effects wanted since the last look, in short: `dial id-bob me-0`. */
  effects(): string[];
  happens(...events: Event[]): void;
  /** Lets time go by, with a tick at every deadline on the way. */
  wait(ms: number): void;
}

export interface StillWorldOptions<State, Event, Effect> {
  readonly first: State;
  readonly reduce: (
    state: State,
    event: Event | { readonly type: 'tick' },
    moment: { readonly now: number; readonly random: number },
  ) => { readonly state: State; readonly effects: readonly Effect[] };
  readonly nextDeadline: (state: State) => number;
  /** Null for an effect that is not to be told. */
  readonly brief: (effect: Effect) => string | null;
}

const MAX_TICKS = 1000;

export function createStillWorld<State, Event, Effect>({
  first,
  reduce,
  nextDeadline,
  brief,
}: StillWorldOptions<State, Event, Effect>): StillWorld<State, Event> {
  let now = 1_000_000;
  let wanted: Effect[] = [];
  let state = first;

  function happen(event: Event | { readonly type: 'tick' }): void {
    const step = reduce(state, event, { now, random: 0 });
    state = step.state;
    wanted.push(...step.effects);
  }

  return {
    get state() {
      return state;
    },
    effects() {
      const before = wanted;
      wanted = [];
      return before.map(brief).filter((each) => each !== null);
    },
    happens: (...events) => events.forEach(happen),
    wait(ms) {
      const until = now + ms;
      for (let ticks = 0; nextDeadline(state) <= until; ticks += 1) {
        if (ticks > MAX_TICKS) throw new Error('time does not go on: a deadline is never met');
        now = Math.max(now, nextDeadline(state));
        happen({ type: 'tick' });
      }
      now = until;
    },
  };
}
