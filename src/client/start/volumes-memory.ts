import * as v from 'valibot';
import { createStored } from '../browser/storage.ts';
import { MAX_VOLUME, type VolumesMemory } from '../ui/people/volumes.ts';

/** Per tab, so that a reload changes nobody's volume. Ids are of one room: others never clash with them. */
const volumes = createStored(
  {
    storage: 'sessionStorage',
    key: 'madang:volumes',
    schema: v.record(
      v.string(),
      v.object({ volume: v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_VOLUME)), isMuted: v.boolean() }),
    ),
  },
  {},
);

export const readVolumes = (): VolumesMemory => new Map(Object.entries(volumes.read()));

export const rememberVolumes = (memory: VolumesMemory): void => volumes.write(Object.fromEntries(memory));
