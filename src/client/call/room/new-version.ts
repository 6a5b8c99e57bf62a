import * as v from 'valibot';
import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { CallState } from './call-state.ts';
import type { Messages } from '../messages/channels.ts';

/** Which protocol its sender's page speaks (rule I7). */
const versionSchema = v.object({ protocolVersion: v.pipe(v.number(), v.safeInteger()) });

/** Whether the server has a newer page than this one, which drops what it does not know (rule I7). */
export interface NewVersion {
  /** True from a calm moment on. */
  readonly isOffered: ReadonlySignal<boolean>;
  /** Not now, and not again in this page. */
  decline(): void;
}

export interface NewVersionOptions {
  /** Of this page. */
  readonly protocolVersion: number;
  readonly messages: Messages;
  readonly state: ReadonlySignal<CallState>;
  /** Asks the server; rejects when it cannot be reached. */
  readonly askVersion: () => Promise<number>;
}

/** Nothing is on its way that the offer would disturb: not a link that is being made or mended, and not the room. */
const isCalm = ({ phase, isRoomConnected, links }: CallState): boolean =>
  phase === 'lobby' ||
  phase === 'over' ||
  (phase === 'joined' && isRoomConnected && [...links.values()].every(({ health }) => health.phase === 'live'));

export function createNewVersion({ protocolVersion, messages, state, askVersion }: NewVersionOptions): NewVersion {
  const isThere = signal(false);
  const isDeclined = signal(false);
  const wasCalm = signal(false);
  let isAsking = false;

  /** Only the server is believed: anybody can claim to be newer. */
  async function ask(): Promise<void> {
    if (isAsking || isThere.peek()) return;
    isAsking = true;
    const version = await askVersion().catch(() => protocolVersion);
    isAsking = false;
    isThere.value = version > protocolVersion;
  }

  const channel = messages.channel('version', versionSchema);
  channel.greet(() => ({ protocolVersion }));
  channel.on((_from, { protocolVersion: theirs }) => {
    if (theirs > protocolVersion) void ask();
  });

  let connections = 0;
  const isConnected = computed(() => state.value.isRoomConnected);
  isConnected.subscribe((is) => {
    if (is) connections += 1;
    // The page came from the server that it was connected to first. The next one may be another build.
    if (is && connections > 1) void ask();
  });
  computed(() => isThere.value && isCalm(state.value)).subscribe((is) => {
    if (is) wasCalm.value = true;
  });

  return {
    isOffered: computed(() => wasCalm.value && !isDeclined.value),
    decline: () => void (isDeclined.value = true),
  };
}
