import * as v from 'valibot';
import { computed, effect, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from '../room/call-state.ts';
import type { Messages } from '../messages/channels.ts';
import { isTurnedOn } from '../devices/device-state.ts';
import { createPerParticipant } from '../messages/per-participant.ts';
import { onJoining } from '../room/phase.ts';
import type { DeviceKind, LocalMedia } from '../ports/local-media.ts';
import type { TileState } from '../room/tiles.ts';

export const awaySchema = v.object({ isAway: v.boolean() });

/** "Back in a minute": microphone and camera are off until then. */
export interface Away {
  /** The participants who say that they are away, our own included. */
  readonly ids: ReadonlySignal<ReadonlySet<ParticipantId>>;
  readonly isAway: ReadonlySignal<boolean>;
  /** Coming back turns on what going away turned off. */
  setAway(isAway: boolean): void;
}

/** Somebody who went away looks like somebody whose connection dropped; a link in trouble says more than either. */
export const tileStateWithAway = (state: TileState, isAway: boolean): TileState =>
  state === 'live' && isAway ? 'away' : state;

const KINDS = ['microphone', 'camera'] as const;

export interface AwayOptions {
  readonly messages: Messages;
  readonly state: ReadonlySignal<CallState>;
  readonly media: Pick<LocalMedia, DeviceKind | 'setEnabled'>;
}

export function createAway({ messages, state, media }: AwayOptions): Away {
  const away = createPerParticipant<boolean>(state);
  const { selfId } = state.peek();
  const isAway = computed(() => away.all.value.get(selfId) ?? false);
  let turnedOff: readonly DeviceKind[] = [];
  const channel = messages.channel('away', awaySchema);
  const own = () => ({ isAway: isAway.peek() });

  function tell(next: boolean): void {
    away.set(selfId, next);
    channel.sendToAll(own());
  }

  function goAway(): void {
    turnedOff = KINDS.filter((kind) => isTurnedOn(media[kind].peek()));
    for (const kind of turnedOff) void media.setEnabled(kind, false);
    tell(true);
  }

  function comeBack(): void {
    tell(false);
    for (const kind of turnedOff) void media.setEnabled(kind, true);
    turnedOff = [];
  }

  channel.greet(own);
  channel.on((from, theirs) => away.set(from, theirs.isAway));
  // A person who turns on a device is here, and has chosen what is on.
  effect(() => {
    const isSomethingOn = KINDS.some((kind) => media[kind].value.status === 'on');
    if (!isSomethingOn || !isAway.peek()) return;
    turnedOff = [];
    tell(false);
  });
  onJoining(state, () => {
    if (isAway.peek()) comeBack();
  });

  return {
    ids: computed(() => new Set([...away.all.value].flatMap(([id, is]) => (is ? [id] : [])))),
    isAway,
    setAway(next) {
      if (next === isAway.peek()) return;
      if (next) goAway();
      else comeBack();
    },
  };
}
