import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DoorRefusal } from '../../call/room/call-state.ts';
import { useT } from '../kit/i18n.ts';
import '../people/style.ts';

/** Where the room's passcode is typed, and why the last try did not open the door. Part of the lobby's form. */
export function PasscodeField({ passcode, refusal }: { passcode: Signal<string>; refusal: DoorRefusal }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <>
      <label class="field">
        <span>{t('lobby.passcode')}</span>
        <input
          ref={input}
          value={passcode}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          data-testid="passcode"
          onInput={({ currentTarget }) => (passcode.value = currentTarget.value)}
        />
      </label>
      <p class="lobby__refusal" role="alert">
        {t(`errors.${refusal}`)}
      </p>
    </>
  );
}
