import * as v from 'valibot';
import type { Locale } from './locales.ts';
import type { RoomId } from './protocol.ts';
import { languageSchema } from './room-settings.ts';

/** The list of public rooms, as the page at /rooms shows it. */

/** Its own Socket.IO namespace: no ticket is needed there, and nothing can be asked for. */
export const PUBLIC_ROOMS_NAMESPACE = '/rooms';

/** A room that a host has listed. Nobody's name is in it. */
export interface PublicRoom {
  readonly id: RoomId;
  readonly title: string;
  /** May be empty. */
  readonly topic: string;
  /** What is spoken there, as a code such as `ko`; null where nobody said. */
  readonly language: string | null;
  /** How many people are in it. */
  readonly people: number;
  readonly isLocked: boolean;
  readonly hasPasscode: boolean;
  readonly isFull: boolean;
  /** Grows with each arrival in any room: the room with the highest was the last to which somebody came. */
  readonly order: number;
}

/** What has changed since the last time, or all of it. */
export interface PublicRoomsChanged {
  /** Rooms that are not in `rooms` are not listed. The first one on a connection is whole. */
  readonly isWhole: boolean;
  readonly rooms: readonly PublicRoom[];
  /** Rooms that are listed no more. */
  readonly gone: readonly RoomId[];
}

export interface PublicRoomsEvents {
  'rooms:changed': (change: PublicRoomsChanged) => void;
}

const text = v.pipe(v.string(), v.maxLength(400));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const publicRoomSchema = v.object({
  id: text,
  title: text,
  topic: text,
  language: v.nullable(languageSchema),
  people: count,
  isLocked: v.boolean(),
  hasPasscode: v.boolean(),
  isFull: v.boolean(),
  order: count,
});

/** More than any server lists. */
const MAX_ROOMS = 1000;

export const publicRoomsChangedSchema = v.object({
  isWhole: v.boolean(),
  rooms: v.pipe(v.array(publicRoomSchema), v.maxLength(MAX_ROOMS)),
  gone: v.pipe(v.array(text), v.maxLength(MAX_ROOMS)),
});

/** The room to which somebody came last stands first. */
export const byActivity = (one: PublicRoom, other: PublicRoom): number => other.order - one.order;

/** Applies a change to what was shown before. */
export function applyChange(
  before: readonly PublicRoom[],
  { isWhole, rooms, gone }: PublicRoomsChanged,
): readonly PublicRoom[] {
  const replaced = new Set([...gone, ...rooms.map(({ id }) => id)]);
  const kept = isWhole ? [] : before.filter(({ id }) => !replaced.has(id));
  return [...kept, ...rooms].sort(byActivity);
}

/** Longer than what somebody looks for. */
export const MAX_QUERY_LENGTH = 100;

const folded = (raw: string): string => raw.normalize('NFKC').toLowerCase();

/**
 * The rooms in which each word of a search is found: in the title, the topic, the name or the language.
 * @param nameOf how people call a language
 */
export function search(
  rooms: readonly PublicRoom[],
  query: string,
  nameOf: (language: string) => string,
): readonly PublicRoom[] {
  const words = folded(query.slice(0, MAX_QUERY_LENGTH))
    .split(/\s+/u)
    .filter((word) => word !== '');
  return rooms.filter(({ id, title, topic, language }) => {
    const searched = folded([title, topic, id, language === null ? '' : nameOf(language)].join(' '));
    return words.every((word) => searched.includes(word));
  });
}

/** `ko` is "Korean" to somebody who reads English. A code that the browser does not know stays as it is. */
export function createLanguageNames(locale: string): (language: string) => string {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return (language) => names.of(language) ?? language;
}

/** The JSON block of the page at /rooms. */
export interface PublicRoomsPage {
  readonly basePath: string;
  readonly locale: Locale;
  /** The strings of its script. */
  readonly catalogue: Readonly<Record<string, unknown>>;
  readonly catalogueUrls: Readonly<Record<Locale, string>>;
  readonly rooms: readonly PublicRoom[];
}
