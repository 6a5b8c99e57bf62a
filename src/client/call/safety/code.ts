import { hexToBytes } from '@noble/hashes/utils.js';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { digestOf, type View } from './statement.ts';

/** 7 symbols of 64 are 42 bits. */
const CODE_LENGTH = 7;
const BITS_A_SYMBOL = 6;

const PURPOSE = 'madang safety code 1';

/** The certificate of somebody, as a page with this view sees it. */
const seenOf = (view: View, selfId: ParticipantId, id: ParticipantId): string | undefined =>
  id === selfId ? view.own : view.others.get(id);

/**
 * The code of everything that has been revealed, and of the certificates that this page sees itself. So equal codes say
 * that all pages see the same certificate for each participant, whatever anybody claimed.
 */
export function codeOf(
  selfId: ParticipantId,
  view: View,
  statements: ReadonlyMap<ParticipantId, string>,
): readonly number[] {
  const lines = [...statements]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, text]) => [id, seenOf(view, selfId, id), text]);
  const bytes = hexToBytes(digestOf(JSON.stringify([PURPOSE, lines])));
  return Array.from({ length: CODE_LENGTH }, (_symbol, index) => {
    const bit = index * BITS_A_SYMBOL;
    const byte = Math.floor(bit / 8);
    const pair = ((bytes[byte] ?? 0) << 8) | (bytes[byte + 1] ?? 0);
    return (pair >> (16 - BITS_A_SYMBOL - (bit % 8))) & (2 ** BITS_A_SYMBOL - 1);
  });
}
