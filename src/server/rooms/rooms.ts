import {
  EMPTY_ROSTER,
  type Joined,
  type JoinRequest,
  type KnockAnswer,
  type KnockHeard,
  type ParticipantId,
  type RoomId,
  type Roster,
} from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { newsOf, rosterFor, type DoorNews } from './door.ts';
import { proveAtDoor, type DoorPorts, type Shown } from './door-proofs.ts';
import { createHostCases, type HostCases } from './host-cases.ts';
import { settleHosts } from './hosts.ts';
import * as lock from './lock.ts';
import { createMassLoss } from './mass-loss.ts';
import { memoryOf, restoreMemory, type RoomMemory } from './memory.ts';
import { expireEnded, isRemoved, isUnaware, withoutEnded } from './removal.ts';
import { isLockClaim, memoryClaimed } from './restore.ts';
import { loseProcess } from './processes.ts';
import * as room from './room.ts';
import {
  andThen,
  createRoom,
  findMember,
  isEmpty,
  toParticipant,
  toRoster,
  unchanged,
  type Change,
  type Room,
} from './room-state.ts';
import { joinOrTakeSeat } from './seats.ts';

/** What becomes of a room, what is told of it, and what its update returns. */
export interface Updated<T> {
  readonly room: Room;
  /** Null when nothing has happened. */
  readonly news: DoorNews | null;
  readonly value: T;
}

/**
 * Where rooms are kept. Implementations run `change` atomically: no other update of that room comes between. They may
 * run it again when one did. They publish what it tells, in the order of the revisions.
 */
export interface RoomStore {
  /** Null when nobody is in it. */
  read(roomId: RoomId): Promise<Room | null>;
  /**
   * Replaces the room by what `change` makes of it (null when there is none yet); an empty room is forgotten.
   * `service:away` when the store cannot be reached.
   */
  update<T>(roomId: RoomId, change: (room: Room | null) => Updated<T>): Promise<Result<T>>;
  /** Rooms in which a grace time has run out at `now`. */
  expiring(now: number): Promise<readonly RoomId[]>;
  /** Rooms with somebody in them. */
  all(): Promise<readonly Room[]>;
}

/** Told of every change, in the order of its revisions, and of the room as it is then: without members when it is gone. */
export type Publish = (roomId: RoomId, news: DoorNews, room: Room) => void;

export interface RoomsOptions extends DoorPorts {
  readonly store: RoomStore;
  readonly now: () => number;
  readonly capacity: number;
  readonly graceMs: number;
  /** See `SeatRules.withoutPeerSince`. */
  readonly withoutPeerSince: (id: ParticipantId) => number | null;
  /** Signs who is inside, so that they can prove it to the next server; null where that has another secret. */
  readonly memberships: Memberships | null;
  /** Whether no room may come into being now; always may where this is absent. */
  readonly isMaintained?: () => boolean;
}

/** What is needed of tickets/membership.ts. */
export interface Memberships {
  issue(id: ParticipantId, memory: RoomMemory): string;
  /** What is remembered of the room by somebody who was in it; null where that is not proven. */
  open(id: ParticipantId, membership: string): RoomMemory | null;
}

/** Somebody at the door, and the connection that speaks for them. */
export interface Newcomer extends JoinRequest, Shown {
  readonly session: string;
  /** Tells browsers apart in this room; null where it is not known. */
  readonly browser: string | null;
}

export interface Knocker {
  readonly id: ParticipantId;
  readonly name: string;
  readonly session: string;
  /** See `Visitor.network` in room-state.ts. */
  readonly network: string | null;
  readonly browser: string | null;
}

/** What can be done with rooms: one function a use case, the same for every kind of store. */
export interface Rooms extends HostCases {
  /** As this participant, in this browser, sees it. */
  roster(roomId: RoomId, id: ParticipantId, browser?: string | null): Promise<Roster>;
  /** Whether a host has removed this participant, or somebody in this browser. */
  isRemoved(roomId: RoomId, id: ParticipantId, browser: string | null): Promise<boolean>;
  /** Whether the connection `session` speaks for the participant in this room: the newest one that joined does. */
  isPresent(roomId: RoomId, id: ParticipantId, session: string): Promise<boolean>;
  /** Whether somebody is in the room, also while their connection is lost. */
  isMember(roomId: RoomId, id: ParticipantId): Promise<boolean>;
  join(roomId: RoomId, newcomer: Newcomer): Promise<Result<Joined>>;
  leave(roomId: RoomId, id: ParticipantId, session: string): Promise<void>;
  rename(roomId: RoomId, id: ParticipantId, name: string): Promise<Result<null>>;
  disconnect(roomId: RoomId, id: ParticipantId, session: string): Promise<void>;
  setLocked(roomId: RoomId, by: ParticipantId, isLocked: boolean): Promise<Result<null>>;
  knock(roomId: RoomId, knocker: Knocker): Promise<Result<KnockHeard>>;
  answerKnock(roomId: RoomId, by: ParticipantId, answer: KnockAnswer): Promise<Result<null>>;
  /** A process has ended: those who were connected to it are away (rule N4). */
  loseProcess(roomId: RoomId, process: string): Promise<void>;
  /** To be called regularly: lets go of those who did not come back in time. */
  expire(): Promise<void>;
}

export function createRooms(options: RoomsOptions): Rooms {
  const { store, now, capacity, graceMs, withoutPeerSince, memberships, isMaintained = () => false } = options;
  const startedAt = now();
  const restoring = { startedAt, openMembership: memberships?.open ?? null };
  const massLoss = createMassLoss(startedAt);

  async function update(roomId: RoomId, decide: (room: Room) => Result<Change>): Promise<Result<Room>> {
    const updated = await store.update<Result<Room>>(roomId, (stored) => {
      const before = stored ?? createRoom(roomId, now());
      const result = decide(before);
      if (!result.ok) return { room: before, news: null, value: result };
      const settled = andThen(result.value, (next) => settleHosts(next, result.value.facts, now(), graceMs));
      const { room: after, news } = newsOf(before, settled, capacity);
      const isNews = news.facts.length > 0 || news.isMemoryNew;
      return { room: after, news: isNews ? news : null, value: ok(after) };
    });
    return updated.ok ? updated.value : updated;
  }

  const withoutValue = async (updated: Promise<Result<Room>>): Promise<Result<null>> => {
    const result = await updated;
    return result.ok ? ok(null) : result;
  };

  /** The participant who goes may have been inside, or a visitor who still waited. */
  const depart = (
    roomId: RoomId,
    id: ParticipantId,
    session: string,
    change: (room: Room) => Change,
  ): Promise<Result<Room>> =>
    update(roomId, (before) => ok(andThen(change(before), (next) => lock.withdrawKnock(next, id, session))));

  return {
    ...createHostCases({ ...options, update, read: (roomId) => store.read(roomId) }),

    async roster(roomId, id, browser = null) {
      const stored = await store.read(roomId);
      return stored ? rosterFor(stored, { id, browser }, capacity) : EMPTY_ROSTER;
    },

    async isRemoved(roomId, id, browser) {
      const stored = await store.read(roomId);
      return stored !== null && isRemoved(stored, { id, browser });
    },

    async isPresent(roomId, id, session) {
      const stored = await store.read(roomId);
      return stored !== null && room.isPresent(stored, id, session);
    },

    async isMember(roomId, id) {
      const stored = await store.read(roomId);
      return stored !== null && findMember(stored, id) !== undefined;
    },

    async join(roomId, newcomer) {
      const { id, name, session, browser } = newcomer;
      const at = now();
      const stored = await store.read(roomId);
      if ((stored === null || isEmpty(stored)) && isMaintained()) return refuse('service:maintenance');
      if (stored?.ended && isUnaware(stored.ended, id, session)) {
        await update(roomId, (before) => ok({ room: withoutEnded(before, id), facts: [] }));
        return refuse('room:ended');
      }
      const proofs = await proveAtDoor(roomId, stored, newcomer, options);
      if (!proofs.ok) return proofs;
      const wasLocked = isLockClaim(id, newcomer, at, restoring);
      const memory = memoryClaimed(id, newcomer, at, restoring);
      const rules = { capacity, graceMs, withoutPeerSince, isShaken: massLoss.isRecent(at) };
      const arrival = { id, name, session, browser, wasLocked, memory, now: at, ...proofs.value };
      const joined = await update(roomId, (before) => {
        const restored = memory ? restoreMemory(before, memory) : unchanged(before);
        const entered = joinOrTakeSeat(restored.room, arrival, rules);
        return entered.ok ? ok(andThen(restored, () => entered.value)) : entered;
      });
      if (!joined.ok) return joined;
      const member = findMember(joined.value, id);
      if (!member) throw new Error('joined, but not a member');
      const self = toParticipant(member);
      const roster = toRoster(joined.value);
      return ok(
        memberships ? { self, roster, membership: memberships.issue(id, memoryOf(joined.value)) } : { self, roster },
      );
    },

    async leave(roomId, id, session) {
      await depart(roomId, id, session, (before) => room.leave(before, id, session));
    },

    rename: (roomId, id, name) => withoutValue(update(roomId, (before) => room.rename(before, id, name))),

    async disconnect(roomId, id, session) {
      massLoss.note(now());
      await depart(roomId, id, session, (before) => room.disconnect(before, id, session, now() + graceMs));
    },

    setLocked: (roomId, by, isLocked) => withoutValue(update(roomId, (before) => lock.setLocked(before, by, isLocked))),

    async knock(roomId, knocker) {
      const knocked = await update(roomId, (before) => lock.knock(before, { ...knocker, since: now() }));
      return knocked.ok ? ok({ mayEnter: room.mayEnter(knocked.value, knocker.id) }) : knocked;
    },

    answerKnock: (roomId, by, answer) =>
      withoutValue(update(roomId, (before) => lock.answerKnock(before, by, answer, now()))),

    async loseProcess(roomId, process) {
      await update(roomId, (before) => ok(loseProcess(before, process, now() + graceMs)));
    },

    async expire() {
      for (const roomId of await store.expiring(now()))
        await update(roomId, (before) => {
          const expired = andThen(room.expire(before, now()), (next) => lock.lapse(next, now()));
          return ok(andThen(expired, (next) => expireEnded(next, now())));
        });
    },
  };
}
