import type { DoorNews } from '../rooms/door.ts';
import { isForgotten, type Room } from '../rooms/room-state.ts';
import type { Publish } from '../rooms/rooms.ts';
import { roomChannel, roomKey, tagOfChannel } from './keys.ts';
import type { Redis } from './redis.ts';

/**
 * Rooms that this process has connections in. It hears all that happens in them, and so knows them without asking, also
 * while Redis is away.
 */
export interface FollowedRooms {
  /** Resolves when the room is known, or cannot be for now. Returns what ends following; each call needs its own end. */
  follow(tag: string): Promise<() => void>;
  /** Undefined when it is not known. */
  get(tag: string): Known | undefined;
  /** This process has changed the room: what it knows from now on. */
  know(tag: string, known: Known): void;
  readonly tags: Iterable<string>;
}

export interface Known {
  /** As it is kept; empty when nobody is in the room. */
  readonly json: string;
  readonly room: Room | null;
}

/** What processes tell each other of a room. */
export interface RoomMessage {
  readonly room: Room;
  readonly news: DoorNews | null;
}

interface Followed {
  count: number;
  known: Known | undefined;
  isReady: Promise<void>;
}

export const knownOf = (room: Room): Known =>
  isForgotten(room) ? { json: '', room: null } : { json: JSON.stringify(room), room };

export const toKnown = (json: string): Known => ({ json, room: json === '' ? null : (JSON.parse(json) as Room) });

export interface FollowedRoomsOptions {
  readonly redis: Redis;
  /** Rooms that this process changed while Redis was away: what it knows of them must not be lost before it is told. */
  readonly changedAlone: ReadonlySet<string>;
  /** The room is another than this process knew; null for one that nobody is in, or that is not followed any more. */
  readonly onChange: (before: Room | null, after: Room | null) => void;
  /** What people are to be told, once the room is known. */
  readonly onNews: Publish;
  /** The first connection in a room has come, or the last has gone. */
  readonly onFollowed: (tag: string, isFollowed: boolean) => void;
}

export function createFollowedRooms({
  redis,
  changedAlone,
  onChange,
  onNews,
  onFollowed,
}: FollowedRoomsOptions): FollowedRooms {
  const followed = new Map<string, Followed>();

  const revOf = (known: Known | undefined): number => known?.room?.rev ?? 0;

  function set(entry: Followed, known: Known): void {
    const before = entry.known?.room ?? null;
    entry.known = known;
    onChange(before, known.room);
  }

  function hear(text: string, channel: string): void {
    const tag = tagOfChannel(channel);
    const entry = followed.get(tag);
    if (!entry || changedAlone.has(tag)) return;
    const { room, news } = JSON.parse(text) as RoomMessage;
    // What this process changed itself it knows already.
    if (room.rev >= revOf(entry.known)) set(entry, knownOf(room));
    if (news) onNews(room.id, news, room);
  }

  /** First the channel, then the room: a change in between is heard, and counts as newer. */
  async function learn(tag: string): Promise<void> {
    await redis.subscribe(roomChannel(tag), hear);
    const stored = await redis.attempt(async (client) => ({ json: (await client.get(roomKey(tag))) ?? '' }));
    const entry = followed.get(tag);
    if (stored === null || !entry) return;
    const known = toKnown(stored.json);
    if (entry.known === undefined || revOf(known) > revOf(entry.known)) set(entry, known);
  }

  function begin(tag: string): Followed {
    const entry: Followed = { count: 0, known: undefined, isReady: Promise.resolve() };
    followed.set(tag, entry);
    onFollowed(tag, true);
    entry.isReady = learn(tag);
    return entry;
  }

  function end(tag: string, entry: Followed): void {
    followed.delete(tag);
    redis.unsubscribe(roomChannel(tag));
    onFollowed(tag, false);
    onChange(entry.known?.room ?? null, null);
  }

  return {
    async follow(tag) {
      const entry = followed.get(tag) ?? begin(tag);
      entry.count += 1;
      await entry.isReady;
      let hasEnded = false;
      return () => {
        if (hasEnded) return;
        hasEnded = true;
        entry.count -= 1;
        if (entry.count === 0) end(tag, entry);
      };
    },
    get: (tag) => followed.get(tag)?.known,
    know(tag, known) {
      const entry = followed.get(tag);
      if (entry) set(entry, known);
    },
    get tags() {
      return followed.keys();
    },
  };
}
