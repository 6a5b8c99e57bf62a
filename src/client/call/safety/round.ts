import type { ParticipantId } from '../../../shared/protocol.ts';
import { digestOf, readStatement, writeStatement, type RoundName, type Statement, type View } from './statement.ts';

/** What one of the others has said in this round. */
interface Heard {
  readonly commitment: string;
  readonly revealed: string | null;
  /** What they revealed is not what they had committed to, or not a statement of theirs for this round. */
  readonly isBroken: boolean;
}

/** One commit-then-reveal among those who are in the room. */
export interface Round extends RoundName {
  readonly selfId: ParticipantId;
  /** The others. */
  readonly members: readonly ParticipantId[];
  readonly view: View;
  /** Our own statement, which nobody may read before all have committed. */
  readonly text: string;
  readonly commitment: string;
  readonly heard: ReadonlyMap<ParticipantId, Heard>;
}

export type RoundStart = Pick<Round, 'epoch' | 'round' | 'selfId' | 'members' | 'view'>;

/** @param nonce never used before */
export function beginRound(start: RoundStart, nonce: string): Round {
  const text = writeStatement({ ...start, by: start.selfId, ...start.view }, nonce);
  return { ...start, text, commitment: digestOf(text), heard: new Map() };
}

/**
 * All have committed. From then on our statement is revealed, and nothing that goes into the code can change any more:
 * an attacker who reads it can do nothing with it.
 */
export const isFrozen = ({ members, heard }: Round): boolean => members.every((id) => heard.has(id));

export const isOver = ({ members, heard }: Round): boolean =>
  members.every((id) => typeof heard.get(id)?.revealed === 'string');

/** Null when it came after our statement may have been read: it needs a new round, with a new nonce. */
export function hearCommitment(round: Round, from: ParticipantId, commitment: string): Round | null {
  const known = round.heard.get(from);
  if (known?.commitment === commitment) return round;
  if (isFrozen(round)) return null;
  return { ...round, heard: new Map(round.heard).set(from, { commitment, revealed: null, isBroken: false }) };
}

function isStatementOf(round: Round, from: ParticipantId, statement: Statement | null): boolean {
  if (statement?.by !== from || statement.epoch !== round.epoch || statement.round !== round.round) return false;
  // Whom they see is everybody but themselves; it is the same set as ours, for it has the same epoch.
  const expected = [round.selfId, ...round.members].filter((id) => id !== from);
  return statement.others.size === expected.length && expected.every((id) => statement.others.has(id));
}

export function hearReveal(round: Round, from: ParticipantId, text: string): Round {
  const known = round.heard.get(from);
  if (known?.revealed !== null || known.isBroken) return round;
  const isGood = digestOf(text) === known.commitment && isStatementOf(round, from, readStatement(text));
  const theirs = isGood ? { ...known, revealed: text } : { ...known, isBroken: true };
  return { ...round, heard: new Map(round.heard).set(from, theirs) };
}

/** For whom this round waits: those who have not committed, else those who have not revealed or broke the rules. */
export function missingIn({ members, heard }: Round): readonly ParticipantId[] {
  const silent = members.filter((id) => !heard.has(id));
  if (silent.length > 0) return silent;
  return members.filter((id) => typeof heard.get(id)?.revealed !== 'string');
}

/** All statements of a round that is over, our own among them. */
export const statementsOf = ({ selfId, text, heard }: Round): ReadonlyMap<ParticipantId, string> =>
  new Map([[selfId, text], ...[...heard].map(([id, { revealed }]): [ParticipantId, string] => [id, revealed ?? ''])]);
