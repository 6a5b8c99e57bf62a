import type { ReadonlySignal } from '@preact/signals-core';
import { rememberKeys } from '../browser/door-keys.ts';
import { clearSession, forgetPlace, rememberPlace, saveSession, type Session } from '../browser/session.ts';
import type { Call } from '../call/call.ts';
import type { LocalMedia } from '../call/ports/local-media.ts';

export interface Stay {
  readonly call: Call;
  readonly media: Pick<LocalMedia, 'suspend' | 'resume'>;
  readonly ownTabs: { readonly isSecond: ReadonlySignal<boolean> };
  readonly roomId: string;
  /** What the link brought. */
  readonly keys: Parameters<typeof rememberKeys>[2];
  readonly identity: () => Session['identity'];
  readonly session: () => Session;
}

/** Calls back whenever it is another than `before`: at once where it has changed already. */
function follow(call: Call, what: 'phase' | 'name', before: string, onChange: () => void): void {
  call.state.subscribe(({ [what]: now }) => {
    if (now === before) return;
    before = now;
    onChange();
  });
}

/** Keeps what a reload needs to come back as the same participant, and lets the devices rest after the call. */
export function rememberStay({ call, media, ownTabs, roomId, keys, identity, session }: Stay): void {
  // A page that skips the lobby is joining already.
  follow(call, 'phase', 'lobby', () => {
    const { phase, endReason } = call.state.peek();
    if (phase === 'over') {
      media.suspend();
      clearSession(roomId);
      if (endReason !== 'replaced') forgetPlace(identity());
    } else if (phase === 'joining') {
      media.resume();
      saveSession(roomId, session());
      if (!ownTabs.isSecond.peek()) rememberPlace(roomId, identity());
    }
  });
  // A passcode that was let in is good, and a host key may have been kept.
  let known = keys;
  call.state.subscribe(({ phase, keys: current }) => {
    if (phase !== 'joined' || current === known) return;
    rememberKeys(roomId, current, known);
    known = current;
  });
  // After a reload the person has the name that they gave themselves in the call.
  follow(call, 'name', call.state.peek().name, () => {
    if (call.state.peek().phase === 'joined') saveSession(roomId, session());
  });
}
