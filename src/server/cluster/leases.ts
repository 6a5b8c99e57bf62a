import { roomsOfProcessKey, PROCESSES_KEY, roomKey } from './keys.ts';
import type { Redis } from './redis.ts';
import { ROOM_LIFETIME_MS } from './room-script.ts';

/** Tells all processes that this one is alive, and notices those that are not any more. */
export interface Leases {
  /** This process has a connection in a room, or has none any more. */
  note(tag: string, isFollowed: boolean): void;
  /** Says so to the others: they need not wait until the lease is over. */
  end(): Promise<void>;
}

const HEARTBEAT_MS = 2000;

/** Three heartbeats: one that comes late is no death. */
const LEASE_MS = 6000;

/** Renewing each room this often costs little, and is long before the end of its life. */
const RENEW_MS = ROOM_LIFETIME_MS / 6;

export interface LeasesOptions {
  readonly redis: Redis;
  readonly process: string;
  readonly now: () => number;
  /** The rooms that this process has connections in. */
  readonly tags: () => Iterable<string>;
  /** Makes those away who were connected to a process that has ended. */
  readonly onLost: (process: string, tags: readonly string[]) => Promise<void>;
  /** The others have taken this process for ended: it was asleep, or cut off. */
  readonly onOutlived: () => void;
  readonly onError: (error: unknown) => void;
}

export function startLeases({ redis, process, now, tags, onLost, onOutlived, onError }: LeasesOptions): Leases {
  let hasLease = false;
  let renewedAt = now();
  const own = roomsOfProcessKey(process);

  const addRooms = (list: readonly string[]): void => {
    if (list.length > 0) void redis.attempt((client) => client.sAdd(own, [...list]));
  };

  async function lookAfterOthers(): Promise<void> {
    const ended = await redis.attempt((client) => client.zRangeByScore(PROCESSES_KEY, 0, now()));
    for (const other of (ended ?? []).filter((name) => name !== process)) {
      const lost = await redis.attempt((client) => client.sMembers(roomsOfProcessKey(other)));
      if (lost === null) return;
      await onLost(other, lost);
      await redis.attempt((client) =>
        Promise.all([client.zRem(PROCESSES_KEY, other), client.del(roomsOfProcessKey(other))]),
      );
    }
  }

  async function beat(): Promise<void> {
    const wasKnown = await redis.attempt(async (client) => ({ score: await client.zScore(PROCESSES_KEY, process) }));
    if (wasKnown === null) return;
    const isOutlived = hasLease && wasKnown.score === null;
    await redis.attempt((client) => client.zAdd(PROCESSES_KEY, { score: now() + LEASE_MS, value: process }));
    hasLease = true;
    if (wasKnown.score === null) addRooms([...tags()]);
    if (isOutlived) onOutlived();
    if (now() - renewedAt > RENEW_MS) {
      renewedAt = now();
      for (const tag of tags()) void redis.attempt((client) => client.pExpire(roomKey(tag), ROOM_LIFETIME_MS));
    }
    await lookAfterOthers();
  }

  let beating: Promise<void> = beat().catch(onError);
  const timer = setInterval(() => {
    beating = beating.then(beat).catch(onError);
  }, HEARTBEAT_MS);
  redis.onReturn(() => {
    // Whether the others took this process for ended shows in the rooms: room-store.ts sees to it.
    hasLease = false;
    beating = beating.then(beat).catch(onError);
  });

  return {
    note(tag, isFollowed) {
      if (isFollowed) addRooms([tag]);
      else void redis.attempt((client) => client.sRem(own, tag));
    },
    async end() {
      clearInterval(timer);
      await redis.attempt((client) => client.zAdd(PROCESSES_KEY, { score: 1, value: process }));
    },
  };
}
