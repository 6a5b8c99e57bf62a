import type { ParticipantId, RoomId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { mayEnter } from './room.ts';
import type { Room } from './room-state.ts';

/** What a newcomer shows at the door besides their ticket. To check it takes time, and guesses are limited. */

/** What is needed of tickets/host-keys.ts. */
export interface HostKeys {
  issue(roomId: RoomId): string;
  isKeyOf(roomId: RoomId, key: string): boolean;
  /** Whether another process knows the key again. */
  readonly isLasting: boolean;
}

/** What is needed of tickets/passcodes.ts. Null where too many ask at once. */
export interface Passcodes {
  hash(passcode: string): Promise<string | null>;
  fits(passcode: string, hash: string): Promise<boolean | null>;
}

/** What is needed of limits/guesses.ts. */
export interface Guesses {
  /** Counts one; false when that is too many. */
  take(roomId: RoomId, network: string | null): boolean;
  /** It was none: what was shown is right. */
  giveBack(roomId: RoomId, network: string | null): void;
}

export interface DoorPorts {
  readonly hostKeys: HostKeys;
  readonly passcodes: Passcodes;
  readonly guesses: Guesses;
}

export interface Shown {
  readonly id: ParticipantId;
  /** Tells visitors from one network apart from others, and is no address itself; null when it is not known. */
  readonly network: string | null;
  readonly hostKey?: string;
  readonly passcode?: string;
}

export interface Proofs {
  readonly hasHostKey: boolean;
  /** The hash that the passcode fits; null without one. */
  readonly provenPasscode: string | null;
}

/** @param room null when nobody is in it */
export async function proveAtDoor(
  roomId: RoomId,
  room: Room | null,
  { id, network, hostKey, passcode }: Shown,
  { hostKeys, passcodes, guesses }: DoorPorts,
): Promise<Result<Proofs>> {
  if (hostKey !== undefined) {
    if (!guesses.take(roomId, network)) return refuse('passcode:too-many');
    if (!hostKeys.isKeyOf(roomId, hostKey)) return refuse('host:wrong-key');
    guesses.giveBack(roomId, network);
    return ok({ hasHostKey: true, provenPasscode: null });
  }
  const hash = room?.passcode ?? null;
  // The lock is answered for first: who has to knock need not tell a passcode.
  const isAsked = room !== null && hash !== null && mayEnter(room, id);
  if (!isAsked || passcode === undefined) return ok({ hasHostKey: false, provenPasscode: null });
  if (!guesses.take(roomId, network)) return refuse('passcode:too-many');
  const fits = await passcodes.fits(passcode, hash);
  if (fits === false) return refuse('passcode:wrong');
  guesses.giveBack(roomId, network);
  return fits === null ? refuse('rate:limited') : ok({ hasHostKey: false, provenPasscode: hash });
}
