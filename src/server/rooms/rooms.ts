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
import { ok, type Result } from '../../shared/result.ts';
import { newsOf, rosterFor, type DoorNews } from './door.ts';
import * as lock from './lock.ts';
import { createMassLoss } from './mass-loss.ts';
import { isLockClaim } from './restore.ts';
import * as room from './room.ts';
import { joinOrTakeSeat } from './seats.ts';
import type { Change, Room } from './room.ts';

/** Where rooms are kept. Implementations run `change` atomically: no other update of that room comes between. */
export interface RoomStore {
  /** Null when nobody is in it. */
  read(roomId: RoomId): Promise<Room | null>;
  /** Replaces the room by what `change` makes of it (null when there is none yet); an empty room is forgotten. */
  update<T>(roomId: RoomId, change: (room: Room | null) => { room: Room; value: T }): Promise<T>;
  /** Rooms in which a grace time has run out at `now`. */
  expiring(now: number): Promise<readonly RoomId[]>;
}

/** Told of every change, in the order of its revisions, and of the room as it is then: without members when it is gone. */
export type Publish = (roomId: RoomId, news: DoorNews, room: Room) => void;

export interface RoomsOptions {
  readonly store: RoomStore;
  readonly publish: Publish;
  readonly now: () => number;
  readonly capacity: number;
  readonly graceMs: number;
  /** See `SeatRules.withoutPeerSince`. */
  readonly withoutPeerSince: (id: ParticipantId) => number | null;
  /** Signs who is inside, so that they can prove it to the next server; null where that has another secret. */
  readonly memberships: Memberships | null;
}

/** What is needed of tickets/membership.ts. */
export interface Memberships {
  issue(id: ParticipantId): string;
  verify(id: ParticipantId, membership: string): boolean;
}

/** Somebody at the door, and the connection that speaks for them. */
export interface Newcomer extends JoinRequest {
  readonly id: ParticipantId;
  readonly session: string;
}

export interface Knocker {
  readonly id: ParticipantId;
  readonly name: string;
  readonly session: string;
  /** See `Visitor.network` in room.ts. */
  readonly network: string | null;
}

/** What can be done with rooms: one function a use case, the same for every kind of store. */
export interface Rooms {
  /** As this participant sees it. */
  roster(roomId: RoomId, id: ParticipantId): Promise<Roster>;
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
  /** To be called regularly: lets go of those who did not come back in time. */
  expire(): Promise<void>;
}

export function createRooms(options: RoomsOptions): Rooms {
  const { store, publish, now, capacity, graceMs, withoutPeerSince, memberships } = options;
  const startedAt = now();
  const massLoss = createMassLoss(startedAt);

  async function update(roomId: RoomId, decide: (room: Room) => Result<Change>): Promise<Result<Room>> {
    const outcome = await store.update(roomId, (stored) => {
      const before = stored ?? room.createRoom(roomId, now());
      const result = decide(before);
      if (!result.ok) return { room: before, value: result };
      const changed = newsOf(before, result.value, capacity);
      return { room: changed.room, value: ok(changed) };
    });
    if (!outcome.ok) return outcome;
    const { room: after, news } = outcome.value;
    if (news.facts.length > 0) publish(roomId, news, after);
    return ok(after);
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
    update(roomId, (before) => ok(room.andThen(change(before), (next) => lock.withdrawKnock(next, id, session))));

  return {
    async roster(roomId, id) {
      const stored = await store.read(roomId);
      return stored ? rosterFor(stored, id, capacity) : EMPTY_ROSTER;
    },

    async isPresent(roomId, id, session) {
      const stored = await store.read(roomId);
      return stored !== null && room.isPresent(stored, id, session);
    },

    async isMember(roomId, id) {
      const stored = await store.read(roomId);
      return stored !== null && room.findMember(stored, id) !== undefined;
    },

    async join(roomId, { id, name, session, ...claim }) {
      const at = now();
      const wasLocked = isLockClaim(id, claim, at, { startedAt, wasMember: memberships?.verify ?? null });
      const rules = { capacity, graceMs, withoutPeerSince, isShaken: massLoss.isRecent(at) };
      const arrival = { id, name, session, wasLocked, now: at };
      const joined = await update(roomId, (before) => joinOrTakeSeat(before, arrival, rules));
      if (!joined.ok) return joined;
      const member = room.findMember(joined.value, id);
      if (!member) throw new Error('joined, but not a member');
      const self = room.toParticipant(member);
      const roster = room.toRoster(joined.value);
      return ok(memberships ? { self, roster, membership: memberships.issue(id) } : { self, roster });
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

    async expire() {
      for (const roomId of await store.expiring(now()))
        await update(roomId, (before) =>
          ok(room.andThen(room.expire(before, now()), (next) => lock.lapse(next, now()))),
        );
    },
  };
}
