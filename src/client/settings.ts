import { signal } from '@preact/signals-core';
import * as v from 'valibot';
import { preferencesSchema, type Preferences } from './call/preferences.ts';
import type { Settings } from './ui/context.ts';

const KEY = 'madang:preferences';

/** What is kept, as far as it can be read. Storage may be switched off: then a visit is simply a first one. */
function read(): Partial<Preferences> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
}

function write(preferences: Partial<Preferences>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Full, or switched off.
  }
}

export function createSettings(): Settings {
  const preferences = signal(v.parse(preferencesSchema, read()));
  return {
    preferences,
    change(part) {
      preferences.value = { ...preferences.peek(), ...part };
      // Read anew, so that what another tab has changed meanwhile is not undone.
      write({ ...read(), ...part });
    },
  };
}
