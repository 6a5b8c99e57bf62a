import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { DeviceLists, MediaDevice } from '../call/ports/local-media.ts';

const NONE: DeviceLists = { microphone: [], camera: [], speaker: [] };

/** Chromium lists the system's choice a second time under these ids. */
const ALIASES = ['default', 'communications'];

function listOf(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): readonly MediaDevice[] {
  // Before a permission is given, browsers tell of one device of each kind, without its id.
  const known = all.filter((info) => info.kind === kind && info.deviceId !== '' && !ALIASES.includes(info.deviceId));
  return known.map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `${index + 1}` }));
}

/** Which one the system has chosen; null where the browser does not tell, as Firefox and Safari. */
export function systemChoice(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): MediaDevice | null {
  const ofKind = all.filter((info) => info.kind === kind);
  const alias = ofKind.find(({ deviceId }) => deviceId === ALIASES[0]);
  if (!alias) return null;
  const same = ofKind.filter(({ deviceId, groupId }) => !ALIASES.includes(deviceId) && groupId === alias.groupId);
  // A headset and its base can be one group; the alias ends with the label of the device that it stands for.
  const one = same.find(({ label }) => alias.label.endsWith(label)) ?? same[0];
  return one ? { id: one.deviceId, label: one.label } : null;
}

export interface ListedDevices {
  readonly lists: ReadonlySignal<DeviceLists>;
  /** The microphone that the system has chosen; null as long as the browser does not tell. */
  readonly systemMicrophone: ReadonlySignal<MediaDevice | null>;
  /** To be called when more may be known: after a permission, or when devices came or went. */
  refresh(): Promise<void>;
}

export function listDevices(): ListedDevices {
  const lists = signal(NONE);
  const systemMicrophone = signal<MediaDevice | null>(null);
  return {
    lists,
    systemMicrophone,
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
      const chosen = systemChoice(all, 'audioinput');
      if (chosen?.id !== systemMicrophone.peek()?.id) systemMicrophone.value = chosen;
    },
  };
}
