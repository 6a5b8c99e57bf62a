import { computed } from '@preact/signals-core';
import { isAnythingAtStake } from '../call/room/at-stake.ts';
import { isInCall } from '../call/room/call-state.ts';
import type { Call } from '../call/call.ts';
import type { Files } from '../call/files/files.ts';
import { askBeforeClosing } from './ask-before-closing.ts';
import { guardBack } from './back-guard.ts';

export interface Accidents {
  readonly call: Pick<Call, 'state' | 'screens'>;
  readonly files: Pick<Files, 'transfers'>;
  /** Asks the person who goes back; true when they mean to leave. */
  readonly confirmBack: () => boolean;
}

/** Keeps a call from ending by accident. Loaded with the first call: before it there is nothing to lose. */
export function preventAccidents({ call, files, confirmBack }: Accidents): void {
  guardBack({ isInCall: computed(() => isInCall(call.state.value)), confirm: confirmBack });
  askBeforeClosing(
    computed(() => isAnythingAtStake({ transfers: files.transfers.value, screens: call.screens.shown.value })),
  );
}
