import { signal } from '@preact/signals-core';
import * as v from 'valibot';
import { createStored } from './storage.ts';
import { preferencesSchema } from '../call/devices/preferences.ts';
import type { Settings } from '../call/devices/preferences.ts';

/** Entries that this version does not know are kept for the one that does. */
const kept = createStored(
  { storage: 'localStorage', key: 'madang:preferences', schema: v.record(v.string(), v.unknown()) },
  {},
);

export function createSettings(): Settings {
  const preferences = signal(v.parse(preferencesSchema, kept.read()));
  return {
    preferences,
    change(part) {
      preferences.value = { ...preferences.peek(), ...part };
      // Read anew, so that what another tab has changed meanwhile is not undone.
      kept.write({ ...kept.read(), ...part });
    },
  };
}
