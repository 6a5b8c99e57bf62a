import * as v from 'valibot';
import { heldBackSchema, viewSchema } from '../video/uplink-messages.ts';
import { awaySchema, chatSchema, handSchema, reactionSchema } from '../together/together-messages.ts';
import { sharesSchema } from '../screens/share-message.ts';
import { fileMessageSchema } from '../files/file-message.ts';

/**
 * What participants say to each other over their link's data connection. It comes from another person's browser,
 * so it is validated like anything from a wire.
 */
const mediaStateSchema = v.object({
  type: v.literal('media-state'),
  /** Whether the microphone can be heard. */
  microphone: v.boolean(),
  /** Whether the camera can be seen. */
  camera: v.boolean(),
});

/** Which protocol its sender's page speaks (rule I7). */
const versionSchema = v.object({
  type: v.literal('version'),
  protocolVersion: v.pipe(v.number(), v.safeInteger()),
});

const linkMessageSchema = v.variant('type', [
  mediaStateSchema,
  versionSchema,
  viewSchema,
  heldBackSchema,
  chatSchema,
  handSchema,
  awaySchema,
  reactionSchema,
  sharesSchema,
  fileMessageSchema,
]);

export type MediaState = Omit<v.InferOutput<typeof mediaStateSchema>, 'type'>;
export type LinkMessage = v.InferOutput<typeof linkMessageSchema>;

/** Null for anything that is not one of our messages: a newer or a hostile page may send what it likes. */
export function parseLinkMessage(body: unknown): LinkMessage | null {
  const parsed = v.safeParse(linkMessageSchema, body);
  return parsed.success ? parsed.output : null;
}
