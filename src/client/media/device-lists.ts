import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { DeviceLists, MediaDevice } from '../call/ports.ts';

const NONE: DeviceLists = { microphone: [], camera: [], speaker: [] };

/** Chromium lists the system's choice a second time under these ids. */
const ALIASES = ['default', 'communications'];

function listOf(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): readonly MediaDevice[] {
  // Before a permission is given, browsers tell of one device of each kind, without its id.
  const known = all.filter((info) => info.kind === kind && info.deviceId !== '' && !ALIASES.includes(info.deviceId));
  return known.map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `${index + 1}` }));
}

export interface ListedDevices {
  readonly lists: ReadonlySignal<DeviceLists>;
  /** To be called when more may be known: after a permission, or when devices came or went. */
  refresh(): Promise<void>;
}

export function listDevices(): ListedDevices {
  const lists = signal(NONE);
  return {
    lists,
    async refresh() {
      // Missing on http:// pages other than localhost.
      if (!('mediaDevices' in navigator)) return;
      // Rejects where the page may not ask at all; then there is nothing to choose from.
      const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
      const next = {
        microphone: listOf(all, 'audioinput'),
        camera: listOf(all, 'videoinput'),
        speaker: listOf(all, 'audiooutput'),
      };
      if (JSON.stringify(next) !== JSON.stringify(lists.peek())) lists.value = next;
    },
  };
}
