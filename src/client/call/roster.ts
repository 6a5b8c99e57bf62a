import type { Fact, Participant, Roster } from '../../shared/protocol.ts';

export type Applied =
  | { readonly type: 'applied'; readonly roster: Roster }
  /** The roster already says so. */
  | { readonly type: 'stale' }
  /** Facts are missing in between: ask for the whole roster. */
  | { readonly type: 'gap' };

const without = (roster: Roster, id: string): readonly Participant[] =>
  roster.participants.filter((participant) => participant.id !== id);

function applyTo(roster: Roster, fact: Fact): readonly Participant[] {
  switch (fact.type) {
    case 'participant:joined':
      return [...without(roster, fact.participant.id), fact.participant];
    case 'participant:changed':
      return roster.participants.map((known) => (known.id === fact.participant.id ? fact.participant : known));
    case 'participant:left':
      return without(roster, fact.id);
  }
}

/** What a fact makes of the roster one knows; revisions tell whether it is old, next, or too far ahead. */
export function applyFact(roster: Roster, fact: Fact): Applied {
  if (fact.rev <= roster.rev) return { type: 'stale' };
  if (fact.rev > roster.rev + 1) return { type: 'gap' };
  return { type: 'applied', roster: { rev: fact.rev, participants: applyTo(roster, fact) } };
}
