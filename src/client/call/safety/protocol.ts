import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Channel } from '../messages/channels.ts';
import { codeOf } from './code.ts';
import { doubtsIn } from './doubts.ts';
import {
  beginRound,
  hearCommitment,
  hearReveal,
  isFrozen,
  isOver,
  missingIn,
  statementsOf,
  type Round,
} from './round.ts';
import type { Commit, SafetyMessage } from './safety-message.ts';
import type { SafetyState } from './safety-state.ts';
import { epochOf, MAX_ROUND, readStatement, type View } from './statement.ts';

/** How long one waits for the others before the page says for whom it waits: longer than a link takes to be mended. */
const PATIENCE_MS = 15_000;

/** What is missing is asked for after this pause, and after a longer one each time: an older page never answers. */
const FIRST_ASK_MS = 3000;
const LONGEST_ASK_MS = 60_000;

/** The safety code among those who are in the room: docs/safety-code.md, rules Y1 to Y6. */
export interface SafetyProtocol {
  /** Who else is in the room, and whose certificates are known so far. */
  see(members: readonly ParticipantId[], view: View): void;
}

export interface SafetyProtocolOptions {
  readonly selfId: ParticipantId;
  readonly channel: Channel<SafetyMessage>;
  /** 32 random bytes in hex, never the same. */
  readonly newNonce: () => string;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
  readonly tell: (state: SafetyState) => void;
}

const isSameView = (a: View, b: View): boolean =>
  a.own === b.own && a.others.size === b.others.size && [...a.others].every(([id, seen]) => b.others.get(id) === seen);

const onlyOf = <T>(ids: readonly ParticipantId[], all: ReadonlyMap<ParticipantId, T>): Map<ParticipantId, T> =>
  new Map([...all].filter(([id]) => ids.includes(id)));

function viewsIn(statements: ReadonlyMap<ParticipantId, string>): ReadonlyMap<ParticipantId, View> {
  const views = [...statements].map(([id, text]) => [id, readStatement(text)] as const);
  return new Map(views.flatMap(([id, statement]) => (statement ? [[id, statement]] : [])));
}

export function createSafetyProtocol(options: SafetyProtocolOptions): SafetyProtocol {
  const { selfId, channel, newNonce, schedule, tell } = options;
  let members: readonly ParticipantId[] = [];
  let view: View = { own: '', others: new Map() };
  let epoch = epochOf([selfId]);
  let round: Round | null = null;
  let isPatient = true;
  /** The newest commitment of each participant: they may know sooner than this page who is in the room. */
  const commits = new Map<ParticipantId, Commit>();
  let cancelTimers = (): void => undefined;

  const unseen = (): readonly ParticipantId[] => members.filter((id) => !view.others.has(id));
  /** For whom this page waits; for all where there have been too many rounds. */
  function missing(): readonly ParticipantId[] {
    if (round) return missingIn(round);
    return unseen().length > 0 ? unseen() : members;
  }

  function report(): void {
    if (members.length === 0) tell({ type: 'alone' });
    else if (round && isOver(round)) {
      cancelTimers();
      const statements = statementsOf(round);
      tell({ type: 'code', code: codeOf(selfId, round.view, statements), doubts: doubtsIn(viewsIn(statements)) });
    } else if (isPatient) tell({ type: 'checking' });
    else tell({ type: 'impossible', because: missing() });
  }

  function sayCommitment(to: ParticipantId, isAsking: boolean): void {
    if (round) channel.send(to, { kind: 'commit', epoch, round: round.round, commitment: round.commitment, isAsking });
  }

  function reveal(to: ParticipantId): void {
    if (round) channel.send(to, { kind: 'reveal', epoch, round: round.round, text: round.text });
  }

  function waitAnew(): void {
    cancelTimers();
    isPatient = true;
    let cancelAsking = (): void => undefined;
    const askLater = (afterMs: number): void => {
      cancelAsking = schedule(() => {
        missing().forEach((id) => sayCommitment(id, true));
        askLater(Math.min(LONGEST_ASK_MS, afterMs * 2));
      }, afterMs);
    };
    askLater(FIRST_ASK_MS);
    const cancelPatience = schedule(() => {
      isPatient = false;
      report();
    }, PATIENCE_MS);
    cancelTimers = () => {
      cancelAsking();
      cancelPatience();
    };
  }

  /** With a nonce that nobody has seen, and with what is known already of what the others have committed to. */
  function begin(number: number): void {
    waitAnew();
    round = number > MAX_ROUND ? null : beginRound({ epoch, round: number, selfId, members, view }, newNonce());
    for (const id of members) {
      const theirs = commits.get(id);
      const isOfThis = theirs?.epoch === epoch && theirs.round === number;
      if (round && isOfThis) round = hearCommitment(round, id, theirs.commitment) ?? round;
      sayCommitment(id, !isOfThis);
    }
    if (round && isFrozen(round)) members.forEach(reveal);
    report();
  }

  const newestRound = (): number =>
    Math.max(1, ...members.map((id) => commits.get(id)).map((theirs) => (theirs?.epoch === epoch ? theirs.round : 1)));

  function onCommit(from: ParticipantId, message: Commit): void {
    commits.set(from, message);
    if (!round || message.epoch !== epoch || !members.includes(from)) return;
    if (message.round > round.round) begin(message.round);
    else if (message.round === round.round) hearInRound(round, from, message);
    else if (message.isAsking) sayCommitment(from, false);
  }

  function hearInRound(before: Round, from: ParticipantId, { commitment, isAsking }: Commit): void {
    round = hearCommitment(before, from, commitment);
    if (!round) {
      begin(before.round + 1);
      return;
    }
    // What answers a question is no question: two pages that both ask would go on for ever.
    if (isAsking) sayCommitment(from, false);
    if (isFrozen(before)) {
      if (isAsking) reveal(from);
      return;
    }
    if (isFrozen(round)) members.forEach(reveal);
    report();
  }

  channel.on((from, message) => {
    if (message.kind === 'commit') onCommit(from, message);
    else if (round && message.epoch === epoch && message.round === round.round) {
      round = hearReveal(round, from, message.text);
      report();
    }
  });

  return {
    see(nextMembers, nextView) {
      const nextEpoch = epochOf([selfId, ...nextMembers]);
      const isOther = nextEpoch !== epoch;
      if (!isOther && isSameView(nextView, view)) return;
      const before = isOther ? null : round;
      members = [...nextMembers].sort();
      view = { own: nextView.own, others: onlyOf(members, nextView.others) };
      epoch = nextEpoch;
      round = null;
      for (const id of [...commits.keys()]) if (!members.includes(id)) commits.delete(id);
      cancelTimers();
      if (members.length > 0 && unseen().length === 0) {
        begin(before ? before.round + 1 : newestRound());
        return;
      }
      if (members.length > 0) waitAnew();
      report();
    },
  };
}
