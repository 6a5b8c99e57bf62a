import type { ReadonlySignal } from '@preact/signals-core';
import type { Lifetime } from '../lifetime.ts';
import type { LocalMedia } from '../ports/local-media.ts';
import { isInCall, isOnRoster, type CallState } from '../room/call-state.ts';
import type { Notify } from '../notices/notice.ts';
import { isHost, settingsOf } from './rights.ts';

export interface MuteOnEntryOptions {
  readonly state: ReadonlySignal<CallState>;
  readonly media: Pick<LocalMedia, 'setEnabled'>;
  readonly notify: Notify;
  readonly lifetime: Pick<Lifetime, 'effect'>;
}

/**
 * Turns the microphone of a newcomer off where hosts want it so, as soon as the page knows that they do: before the join
 * if the page was told, with the answer to it otherwise. A reloaded page is no newcomer. The person may turn it on again.
 */
export function muteOnEntry({ state, media, notify, lifetime }: MuteOnEntryOptions): void {
  let visit: 'none' | 'new' | 'settled' = 'none';

  lifetime.effect(() => {
    const call = state.value;
    if (!isInCall(call)) {
      visit = 'none';
      return;
    }
    if (visit === 'none') visit = call.phase === 'joining' && !isOnRoster(call, call.selfId) ? 'new' : 'settled';
    if (visit === 'settled') return;
    const isMuted = settingsOf(call.roster).isMutedOnEntry && call.keys.hostKey === null && !isHost(call);
    if (isMuted || call.phase === 'joined') visit = 'settled';
    if (!isMuted) return;
    void media.setEnabled('microphone', false);
    notify({ type: 'muted-on-entry', name: '' });
  });
}
