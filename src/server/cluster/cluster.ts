import { randomBytes } from 'node:crypto';
import type { Fact, RoomId } from '../../shared/protocol.ts';
import { comingsAndGoings } from '../rooms/processes.ts';
import type { Room } from '../rooms/room-state.ts';
import type { Publish, RoomStore } from '../rooms/rooms.ts';
import type { Elsewhere } from '../signalling/elsewhere.ts';
import { roomTagOf } from '../tickets/participant-id.ts';
import { createConnections } from './connections.ts';
import { createFollowedRooms } from './followed-rooms.ts';
import { roomKey } from './keys.ts';
import { startLeases } from './leases.ts';
import type { Redis } from './redis.ts';
import { createClusterStore } from './room-store.ts';
import { createServiceClock } from './service-clock.ts';

/** Several processes as one service, by way of Redis: docs/scaling.md. */
export interface Cluster {
  readonly store: RoomStore;
  readonly elsewhere: Elsewhere;
  /** Milliseconds, the same on all processes, and never less than before. */
  readonly now: () => number;
  close(): Promise<void>;
}

export interface ClusterOptions {
  readonly redis: Redis;
  /** Never goes back. */
  readonly now: () => number;
  readonly capacity: number;
  readonly graceMs: number;
  /** Who is in the rooms that this process has connections in. */
  readonly learn: (fact: Fact) => void;
  /** Tells the connections of this process. */
  readonly tell: Publish;
  /** Those of a room who were connected to a process that has ended are away. */
  readonly onProcessLost: (roomId: RoomId, process: string) => Promise<void>;
  /** The others take this process for ended: its pages are to connect anew. */
  readonly onOutlived: () => void;
  readonly onError: (error: unknown) => void;
}

/** Clocks drift apart by less than a millisecond in this time. */
const ADJUST_MS = 10_000;

export function createCluster(options: ClusterOptions): Cluster {
  const { redis, capacity, graceMs, learn, tell, onError } = options;
  const name = randomBytes(8).toString('hex');
  const clock = createServiceClock(redis, options.now);
  const { now } = clock;

  const changedAlone = new Set<string>();
  const rooms = createFollowedRooms({
    redis,
    changedAlone,
    onNews: tell,
    onChange: (before, after) => comingsAndGoings(before, after).forEach(learn),
    onFollowed: (tag, isFollowed) => leases.note(tag, isFollowed),
  });
  const store = createClusterStore({
    redis,
    rooms,
    changedAlone,
    process: name,
    now,
    random: Math.random,
    capacity,
    graceMs,
    tell,
  });

  async function onLost(ended: string, tags: readonly string[]): Promise<void> {
    for (const tag of tags) {
      const json = await redis.attempt((client) => client.get(roomKey(tag)));
      if (!json) continue;
      await options.onProcessLost((JSON.parse(json) as Room).id, ended);
    }
  }

  const leases = startLeases({
    redis,
    process: name,
    now,
    tags: () => rooms.tags,
    onLost,
    onOutlived: options.onOutlived,
    onError,
  });

  redis.onReturn(() => void clock.adjust().then(store.recover).catch(onError));
  const adjusting = setInterval(() => void clock.adjust().catch(onError), ADJUST_MS);

  return {
    store,
    now,
    elsewhere: {
      ...createConnections(redis, () => now() + Math.random()),
      follow: (id) => rooms.follow(roomTagOf(id)),
    },
    async close() {
      clearInterval(adjusting);
      await leases.end();
    },
  };
}
