import { signal, type ReadonlySignal } from '@preact/signals';
import type { ParticipantId } from '../../../shared/protocol.ts';

/** How loud this person wants to hear somebody. */
export interface Loudness {
  /** In percent of what arrives: 0 to `MAX_VOLUME`. */
  readonly volume: number;
  readonly isMuted: boolean;
}

export const AS_SENT = 100;
export const MAX_VOLUME = 200;

const UNCHANGED: Loudness = { volume: AS_SENT, isMuted: false };

export type VolumesMemory = ReadonlyMap<ParticipantId, Loudness>;

/** How loud each of the others is on this page; nobody else hears of it. */
export interface Volumes {
  /** Of those whose volume was changed here. Kept after they leave: a person who reloads is as loud as before. */
  readonly changed: ReadonlySignal<VolumesMemory>;
  of(id: ParticipantId): Loudness;
  setVolume(id: ParticipantId, volume: number): void;
  setMuted(id: ParticipantId, isMuted: boolean): void;
}

export interface VolumesOptions {
  readonly memory: VolumesMemory;
  readonly remember: (memory: VolumesMemory) => void;
}

/** By how much to multiply what arrives. */
export const gainOf = ({ volume, isMuted }: Loudness): number => (isMuted ? 0 : volume / AS_SENT);

export function createVolumes({ memory, remember }: VolumesOptions): Volumes {
  const changed = signal(memory);
  const of = (id: ParticipantId): Loudness => changed.value.get(id) ?? UNCHANGED;

  function set(id: ParticipantId, loudness: Loudness): void {
    const next = new Map(changed.peek());
    if (loudness.volume === AS_SENT && !loudness.isMuted) next.delete(id);
    else next.set(id, loudness);
    changed.value = next;
    remember(next);
  }

  return {
    changed,
    of,
    // A person who moves the slider wants to hear what it does.
    setVolume: (id, volume) =>
      set(id, { volume: Math.min(MAX_VOLUME, Math.max(0, Math.round(volume))), isMuted: false }),
    setMuted(id, isMuted) {
      const { volume } = changed.peek().get(id) ?? UNCHANGED;
      set(id, { volume: !isMuted && volume === 0 ? AS_SENT : volume, isMuted });
    },
  };
}
