import { untracked, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { ShareId } from '../words.ts';

interface ShownScreen {
  readonly share: ShareId;
  readonly owner: ParticipantId;
  readonly isSelf: boolean;
}

/** Returns what is to be run at each change of `shown`: it tells the owner of each screen of somebody else that is new. */
export function screenNews(shown: ReadonlySignal<readonly ShownScreen[]>, tell: (owner: ParticipantId) => void) {
  let known: ReadonlySet<ShareId> = new Set(shown.peek().map(({ share }) => share));
  return (): void => {
    const started = shown.value.filter(({ share, isSelf }) => !isSelf && !known.has(share));
    known = new Set(shown.value.map(({ share }) => share));
    untracked(() => started.forEach(({ owner }) => tell(owner)));
  };
}
