import * as v from 'valibot';
import { LOCALES, type Locale } from './locales.ts';
import { participantIdSchema, rosterSchema } from './validate.ts';

/** An ICE server as RTCPeerConnection takes it. */
const iceServerSchema = v.object({
  urls: v.array(v.string()),
  username: v.exactOptional(v.string()),
  credential: v.exactOptional(v.string()),
});

/** What a page needs to know of ICE. */
const iceSchema = v.object({
  servers: v.array(iceServerSchema),
  /** `relay`: all media goes over TURN, so that nobody learns another's address. */
  transportPolicy: v.picklist(['all', 'relay']),
  /**
   * How long the credentials among the servers are good, from now: a time of day would be wrong for whoever's clock is.
   * Null for ever; 0 when something is missing that the server could not get hold of yet.
   */
  expiresInMs: v.nullable(v.pipe(v.number(), v.minValue(0))),
});

/** Who this tab is: the ticket it shows, and the key with which it may have the ticket renewed. */
export const identitySchema = v.object({
  participantId: participantIdSchema,
  ticket: v.string(),
  resumeKey: v.string(),
});

/** What a tab needs to speak for a participant; comes in the page, and again from `POST /api/rooms/:room/ticket`. */
export const admissionSchema = v.object({
  identity: identitySchema,
  ice: iceSchema,
  roster: rosterSchema,
});

/** The JSON block of the room page (`#page-data`). */
export const pageDataSchema = v.object({
  ...admissionSchema.entries,
  roomId: v.string(),
  /** The link says `join`, and it was this browser's person who opened it (rule R11). */
  skipsLobby: v.boolean(),
  /** Where the site begins: `/video`, or empty. */
  basePath: v.string(),
  locale: v.picklist(LOCALES),
  /** Every string of the page in that language. */
  catalogue: v.record(v.string(), v.unknown()),
  /** Where the other languages are. */
  catalogueUrls: v.object({ en: v.string(), ko: v.string() } satisfies Record<Locale, unknown>),
});

export type Ice = v.InferOutput<typeof iceSchema>;
export type Identity = v.InferOutput<typeof identitySchema>;
export type Admission = v.InferOutput<typeof admissionSchema>;
export type PageData = v.InferOutput<typeof pageDataSchema>;
