import * as v from 'valibot';
import type { LinkReport } from './link-report.ts';
import type { Locale } from '../locales.ts';
import { tidyLine } from '../participant-name.ts';
import { participantIdSchema } from '../validate.ts';

/** What the server and the page at /admin say to each other, over HTTP and server-sent events. */

export interface AdminPerson {
  readonly id: string;
  readonly name: string;
  readonly isAway: boolean;
  readonly isHost: boolean;
}

export interface AdminRoom {
  readonly id: string;
  /** Null for a room that no host has listed. */
  readonly title: string | null;
  readonly isLocked: boolean;
  readonly hasPasscode: boolean;
  readonly people: readonly AdminPerson[];
}

/** The rooms that a search finds, as far as they are shown. */
export interface AdminRooms {
  readonly rooms: readonly AdminRoom[];
  /** How many more the search finds. */
  readonly hidden: number;
}

export interface AdminFigures {
  readonly rooms: number;
  readonly people: number;
  /** Connections of both kinds. */
  readonly sockets: number;
  readonly peerSockets: number;
  /** Per minute; the last one is still going on. */
  readonly joins: readonly number[];
  readonly links: LinkReport;
  readonly uptimeSeconds: number;
  readonly memoryMb: number;
  readonly heapMb: number;
  readonly delayMs: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly isMaintained: boolean;
}

export interface AdminWarning {
  /** ISO 8601. */
  readonly time: string;
  readonly level: 'warn' | 'error' | 'fatal';
  readonly text: string;
}

/** The events of `GET /admin/events`, by name. The first of each comes at once, the next when something has changed. */
export interface AdminEvents {
  readonly figures: AdminFigures;
  readonly rooms: AdminRooms;
  readonly warnings: readonly AdminWarning[];
}

const text = v.string();
const figure = v.number();

export const adminEventSchemas = {
  figures: v.object({
    rooms: figure,
    people: figure,
    sockets: figure,
    peerSockets: figure,
    joins: v.array(figure),
    links: v.object({ live: figure, connecting: figure, mending: figure, failed: figure }),
    uptimeSeconds: figure,
    memoryMb: figure,
    heapMb: figure,
    delayMs: v.object({ p50: figure, p99: figure, max: figure }),
    isMaintained: v.boolean(),
  }),
  rooms: v.object({
    rooms: v.array(
      v.object({
        id: text,
        title: v.nullable(text),
        isLocked: v.boolean(),
        hasPasscode: v.boolean(),
        people: v.array(v.object({ id: text, name: text, isAway: v.boolean(), isHost: v.boolean() })),
      }),
    ),
    hidden: figure,
  }),
  warnings: v.array(v.object({ time: text, level: v.picklist(['warn', 'error', 'fatal']), text })),
} satisfies Record<keyof AdminEvents, v.GenericSchema>;

export const MAX_NOTICE_CODE_POINTS = 200;

const roomSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

/** What an admin does: `POST /admin/actions`. */
export const adminActionSchema = v.variant('type', [
  v.object({ type: v.literal('close-room'), room: roomSchema }),
  v.object({ type: v.literal('remove'), room: roomSchema, id: participantIdSchema }),
  /** Shown in every call; an empty text takes the last one back. */
  v.object({
    type: v.literal('say'),
    text: v.pipe(
      v.string(),
      v.maxLength(400),
      v.transform((raw) => tidyLine(raw, MAX_NOTICE_CODE_POINTS)),
    ),
  }),
  v.object({ type: v.literal('maintain'), isOn: v.boolean() }),
]);

export type AdminAction = v.InferOutput<typeof adminActionSchema>;

/** The JSON block of the page at /admin. */
export interface AdminPage {
  readonly basePath: string;
  readonly locale: Locale;
  readonly catalogue: Readonly<Record<string, unknown>>;
  readonly catalogueUrls: Readonly<Record<Locale, string>>;
  /** Names and versions of what runs. */
  readonly versions: Readonly<Record<string, string>>;
}
