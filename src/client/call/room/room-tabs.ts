import type { ParticipantId } from '../../../shared/protocol.ts';

/** Several tabs of one browser in one room (rule R14): which of them has the sound, and which stays silent. */

export interface RoomTab {
  readonly id: ParticipantId;
  /** The time of day at which it joined; a reload does not change it. */
  readonly since: number;
}

/** A tab that is in a room holds a lock of this name: browsers give it back however the tab ends. */
export const lockNameOf = ({ id, since }: RoomTab): string => `madang:in:${since}:${id}`;

const LOCK_NAME = /^madang:in:(\d+):(.+)$/;

const ID_OF_ROOM_LENGTH = 16;

/** What the ids of all participants of one room begin with (rule T2). */
export const roomOf = (id: ParticipantId): string => id.slice(0, ID_OF_ROOM_LENGTH);

/** The other tabs of this browser that are in the room of `selfId`, the first to join first. */
export const tabsAmong = (lockNames: readonly string[], selfId: ParticipantId): readonly RoomTab[] =>
  lockNames
    .flatMap((name): RoomTab[] => {
      const [, since, id] = LOCK_NAME.exec(name) ?? [];
      return since !== undefined && id !== undefined ? [{ id, since: Number(since) }] : [];
    })
    .filter(({ id }) => roomOf(id) === roomOf(selfId) && id !== selfId)
    .toSorted(inOrder);

export const inOrder = (a: RoomTab, b: RoomTab): number => a.since - b.since || (a.id < b.id ? -1 : 1);

/** Whether another tab joined the room earlier; of a tab that has not joined, whether any has. */
export const isSecondTab = (self: { id: ParticipantId; since: number | null }, others: readonly RoomTab[]): boolean =>
  others.some((other) => self.since === null || inOrder(other, { id: self.id, since: self.since }) < 0);
