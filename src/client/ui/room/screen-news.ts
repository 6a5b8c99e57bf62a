import type { Call } from '../../call/call.ts';

/** Calls back with a name when somebody else begins to share a screen; returns what ends that. */
export function onScreenStarted({ screens, state }: Call, listener: (name: string) => void): () => void {
  let known: ReadonlySet<string> = new Set(screens.shown.peek().map(({ share }) => share));
  return screens.shown.subscribe((shown) => {
    const started = shown.filter(({ share, isSelf }) => !isSelf && !known.has(share));
    known = new Set(shown.map(({ share }) => share));
    for (const { owner } of started) listener(state.peek().links.get(owner)?.participant.name ?? '');
  });
}
