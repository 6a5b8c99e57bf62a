import * as v from 'valibot';
import { LAYOUTS } from './ui/arrangement.ts';
import { CORNERS } from './ui/places.ts';
import type { StagingMemory } from './ui/staging.ts';

const KEY = 'madang:stage';

const FIRST: StagingMemory = { layout: 'auto', corner: 'bottom-right' };

const memorySchema = v.object({ layout: v.picklist(LAYOUTS), corner: v.picklist(CORNERS) });

/** Remembered per browser. Storage may be switched off, or hold what another version wrote. */
export function readStagingMemory(): StagingMemory {
  try {
    const parsed = v.safeParse(memorySchema, JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return parsed.success ? parsed.output : FIRST;
  } catch {
    return FIRST;
  }
}

export function rememberStaging(memory: StagingMemory): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // Full, or switched off.
  }
}
