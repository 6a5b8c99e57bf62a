import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from './call-state.ts';

/** Latin letters, each with Cyrillic and Greek letters, digits and capitals that look like it in most fonts. */
const LOOK_ALIKES =
  'aАаΑα bВΒβ cСсϹϲ dԁ eЕеΕεё hНΗһ iІіΙιlL1|Ӏ jЈј kКкΚκ mМмΜ nΝη oОоΟο0 pРрΡρ qԛ sЅѕ tТтΤτ uυ vνѴѵ wԝω xХхΧχ yУуΥү zΖ';

const LOOKS_LIKE = new Map(
  LOOK_ALIKES.split(' ').flatMap(([letter = '', ...others]) => others.map((other) => [other, letter] as const)),
);

/** What a name looks like at a glance: two names of one look are taken for the same person. */
export const lookOf = (name: string): string =>
  Array.from(name.normalize('NFKD').replace(/[\p{M}\s]/gu, ''), (character) => LOOKS_LIKE.get(character) ?? character)
    .join('')
    .toLowerCase()
    .replaceAll('l', 'i');

interface Named {
  readonly id: ParticipantId;
  readonly name: string;
}

/** The names of these people, in the order in which they came: the second of one look is "Ana (2)". */
export function tellApart(people: readonly Named[]): ReadonlyMap<ParticipantId, string> {
  const counts = new Map<string, number>();
  return new Map(
    people.map(({ id, name }) => {
      if (name === '') return [id, name];
      const look = lookOf(name);
      const count = (counts.get(look) ?? 0) + 1;
      counts.set(look, count);
      return [id, count === 1 ? name : `${name} (${count})`];
    }),
  );
}

/** By the state itself: a state is asked for many names, and never changes. */
const known = new WeakMap<CallState, ReturnType<typeof tellApart>>();

function namesIn(state: CallState): ReturnType<typeof tellApart> {
  const before = known.get(state);
  if (before) return before;
  const { links, selfId, name, seq, roster } = state;
  // Without a number yet, this page is the last to come; after it come those who knock.
  const people = [...links.values()].map(({ participant }) => participant);
  const inOrder = [...people, { id: selfId, name, seq: seq ?? Infinity }].sort((a, b) => a.seq - b.seq);
  const names = tellApart([...inOrder, ...roster.knocks.filter(({ id }) => !links.has(id) && id !== selfId)]);
  known.set(state, names);
  return names;
}

/** The name by which somebody is known now: everywhere the same, and unlike that of anybody else here. */
export const nameOf = (state: CallState, id: ParticipantId): string => namesIn(state).get(id) ?? '';
