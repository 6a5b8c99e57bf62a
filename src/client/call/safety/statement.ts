import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import type { ParticipantId } from '../../../shared/protocol.ts';

/** Which certificates one page sees, each as a digest of its fingerprints. */
export interface View {
  /** Its own. */
  readonly own: string;
  /** Those at the other end of its connections. */
  readonly others: ReadonlyMap<ParticipantId, string>;
}

/** Who is in the room, and which of the rounds among them this is. */
export interface RoundName {
  readonly epoch: string;
  readonly round: number;
}

export interface Statement extends View, RoundName {
  readonly by: ParticipantId;
}

/** Honest pages count one up with each reload of a page and each new certificate: they never get there. */
export const MAX_ROUND = 1_000_000;

const digestSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const idSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
export const roundSchema = v.object({
  epoch: digestSchema,
  round: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_ROUND)),
});
export const commitmentSchema = digestSchema;

/** A statement made for another purpose, or by another version of the protocol, is none. */
const PURPOSE = 'madang safety statement 1';

const statementSchema = v.object({
  purpose: v.literal(PURPOSE),
  ...roundSchema.entries,
  by: idSchema,
  nonce: digestSchema,
  own: digestSchema,
  seen: v.pipe(v.array(v.tuple([idSchema, digestSchema])), v.maxLength(200)),
});

/** SHA-256 in hex. */
export const digestOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** Names the set of those who are in the room, on every page alike. */
export const epochOf = (members: Iterable<ParticipantId>): string => digestOf(JSON.stringify([...members].sort()));

/** A statement as text. The nonce keeps its digest from telling anything before the text is revealed. */
export const writeStatement = ({ epoch, round, by, own, others }: Statement, nonce: string): string =>
  JSON.stringify({ purpose: PURPOSE, epoch, round, by, nonce, own, seen: [...others] });

export function readStatement(text: string): Statement | null {
  try {
    const parsed = v.safeParse(statementSchema, JSON.parse(text));
    if (!parsed.success) return null;
    const { epoch, round, by, own, seen } = parsed.output;
    return { epoch, round, by, own, others: new Map(seen) };
  } catch {
    return null;
  }
}
