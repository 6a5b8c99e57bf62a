import { EMPTY_ROSTER, type Fact, type Knock, type Participant, type Roster } from '../../../shared/protocol.ts';

export type Applied =
  | { readonly type: 'applied'; readonly roster: Roster }
  /** The roster already says so. */
  | { readonly type: 'stale' }
  /** Facts are missing in between: ask for the whole roster. */
  | { readonly type: 'gap' };

const without = (roster: Roster, id: string): readonly Participant[] =>
  roster.participants.filter((participant) => participant.id !== id);

const withoutKnock = ({ knocks }: Roster, id: string): readonly Knock[] => knocks.filter((knock) => knock.id !== id);

function applyTo(roster: Roster, fact: Fact): Partial<Roster> {
  switch (fact.type) {
    case 'participant:joined':
      return { participants: [...without(roster, fact.participant.id), fact.participant] };
    case 'participant:changed': {
      const { participant } = fact;
      return { participants: roster.participants.map((known) => (known.id === participant.id ? participant : known)) };
    }
    case 'participant:left': {
      const participants = without(roster, fact.id);
      // With its last participant the room is gone, and so is its lock.
      if (participants.length === 0) return EMPTY_ROSTER;
      return fact.reason === 'removed'
        ? { participants, removed: [...(roster.removed ?? []), fact.id] }
        : { participants };
    }
    case 'room:settings-changed':
      return { settings: fact.settings };
    case 'room:lock-changed':
      return { isLocked: fact.isLocked, knocks: [] };
    case 'knock:made':
      return { knocks: [...withoutKnock(roster, fact.knock.id), fact.knock] };
    case 'knock:ended':
      return { knocks: withoutKnock(roster, fact.id) };
  }
}

/** What a fact makes of the roster one knows; revisions tell whether it is old, next, or too far ahead. */
export function applyFact(roster: Roster, fact: Fact): Applied {
  if (fact.rev <= roster.rev) return { type: 'stale' };
  if (fact.rev > roster.rev + 1) return { type: 'gap' };
  return { type: 'applied', roster: { ...roster, ...applyTo(roster, fact), rev: fact.rev } };
}
