import type { ParticipantId } from '../../../shared/protocol.ts';
import type { TileState } from '../../call/room/tiles.ts';

/** Somebody in the room, as the panel lists them. */
export interface Person {
  readonly id: ParticipantId;
  readonly name: string;
  readonly isSelf: boolean;
  readonly isHost: boolean;
  readonly state: TileState;
  /** Null until their page has told. */
  readonly isMicrophoneOn: boolean | null;
  readonly isCameraOn: boolean | null;
  /** The place of their raised hand in the queue, from 1; null while it is down. */
  readonly hand: number | null;
}

/** This page's person first, then raised hands in their order, then the others by name. */
export function inOrder(people: readonly Person[], locale: string): readonly Person[] {
  const byName = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const handOf = ({ hand }: Person): number => hand ?? Infinity;
  return [...people].sort((a, b) => {
    if (a.isSelf !== b.isSelf) return a.isSelf ? -1 : 1;
    if (handOf(a) !== handOf(b)) return handOf(a) - handOf(b);
    // Without a name one is a guest, and guests come last.
    if ((a.name === '') !== (b.name === '')) return a.name === '' ? 1 : -1;
    return byName.compare(a.name, b.name);
  });
}

/** More people than this take longer to look through than a name takes to type. */
export const SEARCHED_FROM = 11;

/** Without case and accents. A Korean syllable becomes its letters, so that one that is half typed finds it already. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();

/** Those whose name, as it is shown, has the text in it. */
export function found(people: readonly Person[], text: string, nameOf: (person: Person) => string): readonly Person[] {
  const wanted = plain(text.trim());
  return wanted === '' ? people : people.filter((person) => plain(nameOf(person)).includes(wanted));
}
