import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from '../room/call-state.ts';
import type { Messages } from '../messages/channels.ts';
import type { Lifetime } from '../lifetime.ts';
import { isSameView, isSeen, viewSchema, type View } from './view.ts';
import { partsOf, pictureId, type PictureId, type ShareId } from '../words.ts';

/** How large everybody is shown by everybody, and every screen: told to the others, and heard from them. */
export interface Views {
  /** How the others show us and our screens. What is not in it they have not said. */
  readonly theirs: ReadonlySignal<ReadonlyMap<PictureId, View>>;
  /** How large we show the others. What is not in it has no tile yet: until then they go by what is usual. */
  show(views: ReadonlyMap<PictureId, View>): void;
  /** Whether we want this picture. */
  isWatching(id: PictureId): boolean;
}

export interface ViewsOptions {
  readonly messages: Messages;
  readonly state: ReadonlySignal<CallState>;
  /** Our own screens: only of these somebody may say how large they show them. */
  readonly ownShares: ReadonlySignal<ReadonlySet<ShareId>>;
  readonly lifetime: Pick<Lifetime, 'effect' | 'schedule'>;
}

/** Tiles glide to their new size within 300 ms; each size on the way would be a new key frame for somebody. */
const DEBOUNCE_MS = 200;

/** One for each picture whenever tiles change their size, which is told at most 5 times a second. */
const VIEW_BUDGET = { burst: 60, perSecond: 15 };

const ownerOf = (id: PictureId): ParticipantId => partsOf(id).participant;

function messageOf(id: PictureId, view: View) {
  const { share } = partsOf(id);
  return { ...(share !== null && { share }), ...view };
}

export function exchangeViews({ messages, state, ownShares, lifetime }: ViewsOptions): Views {
  const { effect, schedule } = lifetime;
  const channel = messages.channel('view', viewSchema, { budget: VIEW_BUDGET });
  const theirs = signal<ReadonlyMap<PictureId, View>>(new Map());
  let ours: ReadonlyMap<PictureId, View> = new Map();
  const told = new Map<PictureId, View>();
  let cancel: (() => void) | null = null;

  function tell(id: PictureId, view: View, isUrgentOnly: boolean): void {
    const before = told.get(id);
    if (before && isSameView(before, view)) return;
    if (isUrgentOnly && before && isSeen(before) === isSeen(view)) return;
    // In order with the greeting: that may be sent again later, and its view would be the last one heard.
    if (channel.send(ownerOf(id), messageOf(id, view))) told.set(id, view);
  }

  function tellAll(isUrgentOnly: boolean): void {
    for (const [id, view] of ours) tell(id, view, isUrgentOnly);
  }

  channel.greetWithAll((to) => {
    const shown = [...ours].filter(([id]) => ownerOf(id) === to);
    for (const [id, view] of shown) told.set(id, view);
    return shown.map(([id, view]) => messageOf(id, view));
  });
  channel.on((from, { share = null, width, height, priority }) => {
    if (share !== null && !ownShares.peek().has(share)) return;
    theirs.value = new Map(theirs.peek()).set(pictureId(from, share), { width, height, priority });
  });
  effect(() => {
    const { links } = state.value;
    const shares = ownShares.value;
    for (const id of told.keys()) if (!links.has(ownerOf(id))) told.delete(id);
    const known = theirs.peek();
    const kept = [...known].filter(([id]) => {
      const { participant, share } = partsOf(id);
      return links.has(participant) && (share === null || shares.has(share));
    });
    if (kept.length < known.size) theirs.value = new Map(kept);
  });

  return {
    theirs,
    show(views) {
      ours = views;
      for (const id of told.keys()) if (!views.has(id)) told.delete(id);
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
