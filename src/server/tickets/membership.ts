import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { ParticipantId } from '../../shared/protocol.ts';
import { validate } from '../../shared/validate.ts';
import { parseJson } from './parse-json.ts';

/**
 * Proves that a participant was in their room, and holds what the server is to remember of it: pages keep it and bring it
 * back after a restart. It is sealed (AES-256-GCM), so that no page can read or change what it keeps.
 */
export interface Memberships<Memory> {
  issue(id: ParticipantId, memory: Memory): string;
  /** Null when it is not this participant's, not from a server with this secret, or older than a day. */
  open(id: ParticipantId, membership: string): Memory | null;
}

/** As long as a ticket. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

const ALGORITHM = 'aes-256-gcm';
const contentSchema = v.object({ id: v.string(), issuedAt: v.number(), memory: v.unknown() });

const IV_BYTES = 12;
const TAG_BYTES = 16;

export function createMemberships<const Schema extends v.GenericSchema>({
  secret,
  schema,
  now,
}: {
  secret: string;
  schema: Schema;
  now: () => number;
}): Memberships<v.InferOutput<Schema>> {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'madang membership', 32));

  function seal(text: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  function unseal(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < IV_BYTES + TAG_BYTES) return '';
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return '';
    }
  }

  return {
    issue: (id, memory) => seal(JSON.stringify({ id, issuedAt: now(), memory })),
    open(id, membership) {
      const content = validate(contentSchema, parseJson(unseal(membership)));
      if (!content.ok || content.value.id !== id || now() - content.value.issuedAt > LIFETIME_MS) return null;
      const memory = validate(schema, content.value.memory);
      return memory.ok ? memory.value : null;
    },
  };
}
