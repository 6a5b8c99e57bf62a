import * as v from 'valibot';
import { iceSchema } from './ice.ts';
import { LOCALES, type Locale } from './locales.ts';
import { participantIdSchema, rosterSchema } from './validate.ts';

/** Who this tab is: the ticket it shows, and the key with which it may have the ticket renewed. */
export const identitySchema = v.object({
  participantId: participantIdSchema,
  ticket: v.string(),
  resumeKey: v.string(),
});

/** What a tab needs to speak for a participant; comes in the page, and again from `POST /api/rooms/:room/ticket`. */
export const admissionSchema = v.object({
  /** `peerToken` is for PeerServer, and good for a minute. */
  identity: v.object({ ...identitySchema.entries, peerToken: v.string() }),
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
  /** Whether there is a page of public rooms, and a host can list this one. */
  hasPublicRooms: v.boolean(),
  /** Whether the server has an admin's page, for which pages report the state of their links (rule A5). */
  wantsReports: v.boolean(),
  /** Of the server that made this page, and so of the page. */
  protocolVersion: v.number(),
  locale: v.picklist(LOCALES),
  /** Every string of the page in that language. */
  catalogue: v.record(v.string(), v.unknown()),
  /** Where the other languages are. */
  catalogueUrls: v.object({ en: v.string(), ko: v.string() } satisfies Record<Locale, unknown>),
});

export type Identity = v.InferOutput<typeof identitySchema>;
export type Admission = v.InferOutput<typeof admissionSchema>;
export type PageData = v.InferOutput<typeof pageDataSchema>;
