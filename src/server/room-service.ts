import { createCluster } from './cluster/cluster.ts';
import type { Redis } from './cluster/redis.ts';
import type { Config } from './config.ts';
import { schedule } from './ops/schedule.ts';
import { createRoomProofs, type RoomProofs } from './room-proofs.ts';
import { createMaintenance, type Maintenance } from './rooms/maintenance.ts';
import { createRooms, type Publish, type Rooms, type RoomStore } from './rooms/rooms.ts';
import type { Elsewhere } from './signalling/elsewhere.ts';
import { watchPeers } from './signalling/peer/peer-presence.ts';
import { createPeerRelay, type PeerRelay, type PeerRelayOptions } from './signalling/peer/peer-relay.ts';
import { createMemoryStore } from './store/memory-store.ts';

/** Rooms, and who may signal whom in them: of this process, or of several that meet in Redis. */
export interface RoomService {
  readonly rooms: Rooms;
  readonly store: RoomStore;
  readonly maintenance: Maintenance;
  readonly proofs: RoomProofs;
  readonly relay: PeerRelay;
  /** Null in a service of one process. */
  readonly elsewhere: Elsewhere | null;
  /** The same on all processes. */
  readonly now: () => number;
  /** Tells the other processes that this one has ended. */
  end(): Promise<void>;
}

export interface RoomServiceOptions {
  /** Never goes back. */
  readonly ownNow: () => number;
  readonly redis: Redis | null;
  /** Signs host keys. */
  readonly secret: string;
  /** Tells the connections of this process what has changed in a room. */
  readonly tell: Publish;
  /** The other processes take this one for ended: its pages are to connect anew. */
  readonly onOutlived: () => void;
  readonly onRelayed: PeerRelayOptions['onRelayed'];
  readonly onError: (error: unknown) => void;
}

export function createRoomService(
  config: Config,
  { ownNow, redis, secret, tell, onOutlived, onRelayed, onError }: RoomServiceOptions,
): RoomService {
  const { roomCapacity: capacity, graceMs } = config;
  const cluster =
    redis &&
    createCluster({
      ...{ redis, capacity, graceMs, now: ownNow, tell, onOutlived, onError },
      learn: (fact) => relay.learn(fact),
      onProcessLost: (roomId, process) => rooms.loseProcess(roomId, process),
    });
  const now = cluster?.now ?? ownNow;
  const elsewhere = cluster?.elsewhere ?? null;
  const { relay, withoutPeerSince } = watchPeers(createPeerRelay({ now, elsewhere, schedule, onRelayed }), now);
  const store =
    cluster?.store ??
    createMemoryStore((roomId, news, room) => {
      // The relay first: a page that hears of a newcomer may get an offer from them at once.
      for (const fact of news.facts) relay.learn(fact);
      tell(roomId, news, room);
    });
  const maintenance = createMaintenance((roomId) => store.read(roomId));
  const proofs = createRoomProofs(config, secret, now);
  const rooms = createRooms({
    ...{ store, now, capacity, graceMs },
    ...proofs,
    isMaintained: () => maintenance.isOn,
    // Their connection may be on another process.
    withoutPeerSince: cluster ? () => null : withoutPeerSince,
  });
  return { rooms, store, maintenance, proofs, relay, elsewhere, now, end: async () => cluster?.close() };
}
