import * as v from 'valibot';
import { screenMetadataSchema, shareIdSchema } from '../../../shared/peer-message.ts';
import type { Purpose } from '../words.ts';

/** Each further screen costs an uplink for every other participant, and no work needs more of them. */
export const MAX_SHARES = 3;

export const isShareId = (id: string): boolean => v.is(shareIdSchema, id);

/** All that a participant shares now, as they say whenever it changes and to everybody who comes. */
export const sharesSchema = v.object({
  shares: v.pipe(v.array(shareIdSchema), v.maxLength(MAX_SHARES)),
});

export type Shares = v.InferOutput<typeof sharesSchema>;

/** Null for a call that is for nothing we know. */
export function parsePurpose(metadata: unknown): Purpose | null {
  if (metadata === undefined) return { kind: 'camera' };
  const parsed = v.safeParse(screenMetadataSchema, metadata);
  return parsed.success ? parsed.output : null;
}
