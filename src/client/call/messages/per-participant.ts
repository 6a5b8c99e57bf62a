import { effect, signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Lifetime } from '../lifetime.ts';
import type { CallState } from '../room/call-state.ts';

/** Something known of each participant, and forgotten with the link to them. */
export interface PerParticipant<T> {
  readonly all: ReadonlySignal<ReadonlyMap<ParticipantId, T>>;
  set(id: ParticipantId, value: T): void;
}

/** @param follow starts the forgetting; a call's own parts give the one of its lifetime, which ends it */
export function createPerParticipant<T>(
  state: ReadonlySignal<CallState>,
  follow: Lifetime['effect'] = effect,
): PerParticipant<T> {
  const all = signal<ReadonlyMap<ParticipantId, T>>(new Map());
  follow(() => {
    const { links, selfId } = state.value;
    const known = all.peek();
    const kept = new Map([...known].filter(([id]) => links.has(id) || id === selfId));
    if (kept.size < known.size) all.value = kept;
  });
  return {
    all,
    set(id, value) {
      if (all.peek().get(id) !== value) all.value = new Map(all.peek()).set(id, value);
    },
  };
}
