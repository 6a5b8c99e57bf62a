import { effect, signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../shared/protocol.ts';
import type { CallState } from './call-state.ts';
import type { Messages } from './conversations.ts';
import { isSameView, isSeen, type View } from './view.ts';

/** How large everybody is shown by everybody: told to the others, and heard from them. */
export interface Views {
  /** How the others show us. Who is not in it has not said. */
  readonly theirs: ReadonlySignal<ReadonlyMap<ParticipantId, View>>;
  /** How large we show the others. Who is not in it has no tile yet: until then they go by what is usual. */
  show(views: ReadonlyMap<ParticipantId, View>): void;
  /** Whether we want somebody's video. */
  isWatching(id: ParticipantId): boolean;
}

export interface ViewsOptions {
  readonly messages: Messages;
  readonly state: ReadonlySignal<CallState>;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
}

/** Tiles glide to their new size within 300 ms; each size on the way would be a new key frame for somebody. */
const DEBOUNCE_MS = 200;

export function exchangeViews({ messages, state, schedule }: ViewsOptions): Views {
  const theirs = signal<ReadonlyMap<ParticipantId, View>>(new Map());
  let ours: ReadonlyMap<ParticipantId, View> = new Map();
  const told = new Map<ParticipantId, View>();
  let cancel: (() => void) | null = null;

  function tell(id: ParticipantId, isUrgentOnly: boolean): void {
    const view = ours.get(id);
    const before = told.get(id);
    if (!view || (before && isSameView(before, view))) return;
    if (isUrgentOnly && before && isSeen(before) === isSeen(view)) return;
    // In order with the greeting: that may be sent again later, and its view would be the last one heard.
    if (messages.send(id, { type: 'view', ...view })) told.set(id, view);
  }

  function tellAll(isUrgentOnly: boolean): void {
    for (const id of state.peek().links.keys()) tell(id, isUrgentOnly);
  }

  messages.greet((to) => {
    const view = ours.get(to);
    if (!view) return [];
    told.set(to, view);
    return [{ type: 'view', ...view }];
  });
  messages.on('view', (from, { width, height, priority }) => {
    theirs.value = new Map(theirs.peek()).set(from, { width, height, priority });
  });
  effect(() => {
    const { links } = state.value;
    for (const id of told.keys()) if (!links.has(id)) told.delete(id);
    const known = theirs.peek();
    const kept = new Map([...known].filter(([id]) => links.has(id)));
    if (kept.size < known.size) theirs.value = kept;
  });

  return {
    theirs,
    show(views) {
      ours = views;
      // That somebody is seen again, or no longer, is told at once.
      tellAll(true);
      cancel?.();
      cancel = schedule(() => tellAll(false), DEBOUNCE_MS);
    },
    isWatching(id) {
      const view = ours.get(id);
      return !view || isSeen(view);
    },
  };
}
