import * as v from 'valibot';
import { createStored } from '../browser/storage.ts';
import { LAYOUTS } from '../ui/stage/arrangement.ts';
import { CORNERS } from '../ui/stage/places.ts';
import type { StagingMemory } from '../ui/stage/staging.ts';

const stage = createStored(
  {
    storage: 'localStorage',
    key: 'madang:stage',
    schema: v.object({ layout: v.picklist(LAYOUTS), corner: v.picklist(CORNERS) }),
  },
  { layout: 'auto', corner: 'bottom-right' },
);

/** Remembered per browser. */
export const readStagingMemory = (): StagingMemory => stage.read();

export const rememberStaging = (memory: StagingMemory): void => stage.write(memory);
