import { bytesToHex } from '@noble/hashes/utils.js';
import type { Signal } from '@preact/signals-core';
import type { Call } from '../call.ts';
import { createSafetyProtocol } from './protocol.ts';
import { SAFETY_CHANNEL, safetyMessageSchema } from './safety-message.ts';
import type { SafetyState } from './safety-state.ts';
import { watchCertificates } from './watch-certificates.ts';

export interface SafetyOptions {
  readonly call: Pick<Call, 'state' | 'messages' | 'fingerprints'>;
  readonly shown: Signal<SafetyState>;
  /** Unpredictable ones. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
}

/** Works out the safety code of each room that this page goes into, and shows how far it has got. */
export function startSafety({ call, shown, randomBytes, schedule }: SafetyOptions): void {
  let isSupported = true;
  const protocol = createSafetyProtocol({
    selfId: call.state.peek().selfId,
    channel: call.messages.channel('safety', safetyMessageSchema, SAFETY_CHANNEL),
    newNonce: () => bytesToHex(randomBytes(32)),
    schedule,
    tell(state) {
      if (isSupported) shown.value = state;
    },
  });
  watchCertificates({
    state: call.state,
    fingerprints: call.fingerprints,
    schedule,
    onSeen({ members, view }) {
      isSupported = view !== null;
      if (view) protocol.see(members, view);
      else shown.value = { type: 'unsupported' };
    },
  });
}
