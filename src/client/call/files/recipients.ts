import type { ParticipantId } from '../../../shared/protocol.ts';

/** Somebody as they were when they were chosen. */
export interface Recipient {
  readonly id: ParticipantId;
  readonly name: string;
}

/** Who gets the files: what was chosen holds when people come or go. */
export type FileRecipients = Recipient | 'everyone';

/** Before anything is chosen: the only other person, and not everybody who comes until it is sent. */
export const usualRecipients = (present: readonly Recipient[]): FileRecipients | null => {
  const [first] = present;
  if (!first) return null;
  return present.length === 1 ? first : 'everyone';
};

/** Who is offered the files; nobody where the one who was chosen has left. */
export const idsOf = (chosen: FileRecipients | null, present: readonly Recipient[]): readonly ParticipantId[] =>
  present.map(({ id }) => id).filter((id) => chosen === 'everyone' || chosen?.id === id);

/** The one who was chosen and has left. */
export const goneOf = (chosen: FileRecipients | null, present: readonly Recipient[]): Recipient | null =>
  chosen === null || chosen === 'everyone' || present.some(({ id }) => id === chosen.id) ? null : chosen;
