import * as v from 'valibot';

/** More screens of one participant than this are nobody's work, and each costs every other participant an uplink. */
export const MAX_SHARES = 3;

/** Never the id of a call, for which it stands where a fresh call is asked for. */
export const shareIdSchema = v.pipe(v.string(), v.regex(/^screen_[\w-]{1,60}$/));

export const isShareId = (id: string): boolean => v.is(shareIdSchema, id);

/** All that a participant shares now, as they say whenever it changes and to everybody who comes. */
export const sharesSchema = v.object({
  type: v.literal('shares'),
  shares: v.pipe(v.array(shareIdSchema), v.maxLength(MAX_SHARES)),
});

/** What PeerJS hands from the caller to the called, as it comes from the other side. */
const metadataSchema = v.object({ kind: v.literal('screen'), share: shareIdSchema });

export type ScreenMetadata = v.InferOutput<typeof metadataSchema>;

/** What a connection carries: somebody's camera and microphone, or one of their screens. */
export type Purpose = { readonly kind: 'camera' } | ScreenMetadata;

/** Null for a call that is for nothing we know. */
export function parsePurpose(metadata: unknown): Purpose | null {
  if (metadata === undefined) return { kind: 'camera' };
  const parsed = v.safeParse(metadataSchema, metadata);
  return parsed.success ? parsed.output : null;
}
