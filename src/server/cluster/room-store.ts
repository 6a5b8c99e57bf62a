import type { ParticipantId, RoomId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { newsOfAll, type DoorNews } from '../rooms/door.ts';
import { nextDeadline } from '../rooms/deadlines.ts';
import { reunite, signedBy } from '../rooms/processes.ts';
import { isEmpty, isForgotten, type Room } from '../rooms/room-state.ts';
import type { Publish, RoomStore, Updated } from '../rooms/rooms.ts';
import { roomTag } from '../tickets/participant-id.ts';
import { knownOf, toKnown, type FollowedRooms, type Known, type RoomMessage } from './followed-rooms.ts';
import { dueKey, dueKeyOf, roomKey, SHARDS } from './keys.ts';
import type { Redis } from './redis.ts';
import { replaceRoom } from './room-script.ts';

/**
 * Rooms in Redis, for all processes. While Redis is away a process goes on with the rooms that it has connections in; when
 * Redis is back, each process says what it knows of its own people.
 */
export interface ClusterStore extends RoomStore {
  /** To be called when Redis is back: makes what this process knows and what Redis knows one again. */
  recover(): Promise<void>;
}

export interface ClusterStoreOptions {
  readonly redis: Redis;
  readonly rooms: FollowedRooms;
  /** Rooms that were changed while Redis was away. Shared with `rooms`. */
  readonly changedAlone: Set<string>;
  /** Names this process. */
  readonly process: string;
  readonly now: () => number;
  readonly random: () => number;
  readonly capacity: number;
  readonly graceMs: number;
  /** Tells the connections of this process. */
  readonly tell: Publish;
}

/** Far more than there are people who do something in one room in one instant. */
const MAX_TRIES = 100;

/** How far apart processes number joins that they cannot tell each other of: the later number calls (rule R2). */
const NUMBERS_APART = 1_000_000;

/** How many rooms one look at what is due takes on from each shard. */
const DUE_AT_ONCE = 50;

export function createClusterStore(options: ClusterStoreOptions): ClusterStore {
  const { redis, rooms, changedAlone, process, now, random, capacity, graceMs, tell } = options;
  async function load(tag: string): Promise<Known | null> {
    const stored = await redis.attempt(async (client) => ({ json: (await client.get(roomKey(tag))) ?? '' }));
    return stored && toKnown(stored.json);
  }

  /** What the room is, as far as this process can know; null when it cannot. */
  const find = async (tag: string): Promise<Known | null> => rooms.get(tag) ?? load(tag);

  const know = (tag: string, room: Room): void => rooms.know(tag, knownOf(room));

  /** Replaces `before`. Returns what is there instead when another process was faster, null when Redis is away. */
  function replace(
    tag: string,
    before: string,
    room: Room,
    news: DoorNews | null,
  ): Promise<{ found: string | null } | null> {
    const after = knownOf(room).json;
    const message = JSON.stringify({ room, news } satisfies RoomMessage);
    return redis.attempt(async (client) => ({
      found: await replaceRoom(client, { tag, roomId: room.id, before, after, dueAt: nextDeadline(room), message }),
    }));
  }

  function changeAlone<T>(tag: string, change: (room: Room | null) => Updated<T>): Result<T> {
    const known = rooms.get(tag);
    // Somebody may be in it whom this process does not know.
    if (!known?.room) return refuse('service:away');
    const before = changedAlone.has(tag)
      ? known.room
      : { ...known.room, nextSeq: known.room.nextSeq + 1 + Math.floor(random() * NUMBERS_APART) };
    const updated = change(before);
    const room = signedBy(updated.room, process);
    if (room !== before) changedAlone.add(tag);
    know(tag, room);
    if (updated.news) tell(room.id, updated.news, room);
    return ok(updated.value);
  }

  async function update<T>(roomId: RoomId, change: (room: Room | null) => Updated<T>): Promise<Result<T>> {
    const tag = roomTag(roomId);
    if (changedAlone.has(tag) && redis.isUp) await recoverRoom(tag);
    let known = redis.isUp ? await find(tag) : null;
    for (let tries = 0; known !== null && tries < MAX_TRIES; tries += 1) {
      const updated = change(known.room);
      const isSame = updated.room === known.room || (known.room === null && isForgotten(updated.room));
      if (isSame) {
        // A room that was forgotten has nothing that runs out.
        if (known.room === null) void redis.attempt((client) => client.zRem(dueKeyOf(tag), roomId));
        return ok(updated.value);
      }
      const room = signedBy(updated.room, process);
      const replaced = await replace(tag, known.json, room, updated.news);
      if (replaced?.found === null) {
        const current = rooms.get(tag)?.room?.rev ?? 0;
        if (current <= room.rev) know(tag, room);
        return ok(updated.value);
      }
      known = replaced && toKnown(replaced.found);
    }
    return changeAlone(tag, change);
  }

  /** Whether Redis does not know of somebody who is connected to this process. */
  function isMissing(stored: Room | null, own: Room): boolean {
    const here = (room: Room | null): ParticipantId[] =>
      (room?.members ?? []).flatMap(({ id, connection }) =>
        connection.state === 'here' && connection.process === process ? [id] : [],
      );
    const known = new Set(here(stored));
    return here(own).some((id) => !known.has(id));
  }

  async function recoverRoom(tag: string): Promise<void> {
    let stored = await load(tag);
    for (let tries = 0; stored !== null && tries < MAX_TRIES; tries += 1) {
      const own = rooms.get(tag)?.room ?? (stored.room && { ...stored.room, members: [], isLocked: false, guests: [] });
      if (!own) break;
      if (!changedAlone.has(tag) && !isMissing(stored.room, own)) {
        rooms.know(tag, stored);
        if (stored.room) tell(stored.room.id, newsOfAll(stored.room, capacity), stored.room);
        return;
      }
      const room = reunite(stored.room, own, { process, until: now() + graceMs });
      const news = newsOfAll(room, capacity);
      const replaced = await replace(tag, stored.json, room, news);
      if (replaced?.found === null) {
        changedAlone.delete(tag);
        know(tag, room);
        tell(room.id, news, room);
        return;
      }
      stored = replaced && toKnown(replaced.found);
    }
    if (stored !== null) changedAlone.delete(tag);
  }

  return {
    update,
    async read(roomId) {
      const known = await find(roomTag(roomId));
      return known?.room ?? null;
    },
    async expiring(at) {
      const due = await redis.attempt((client) =>
        Promise.all(
          SHARDS.map((shard) =>
            client.zRangeByScore(dueKey(shard), 0, at, { LIMIT: { offset: 0, count: DUE_AT_ONCE } }),
          ),
        ),
      );
      if (due !== null) return due.flat();
      return [...rooms.tags].flatMap((tag) => {
        const room = rooms.get(tag)?.room;
        return room && nextDeadline(room) <= at ? [room.id] : [];
      });
    },
    // Those in which this process has connections.
    all() {
      const known = [...rooms.tags].flatMap((tag) => rooms.get(tag)?.room ?? []);
      return Promise.resolve(known.filter((room) => !isEmpty(room)));
    },
    async recover() {
      for (const tag of new Set([...rooms.tags, ...changedAlone])) await recoverRoom(tag);
    },
  };
}
