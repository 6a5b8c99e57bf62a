import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { ParticipantId, RoomId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { participantIdSchema, validate } from '../../shared/validate.ts';
import { participantIdOf } from './participant-id.ts';
import { parseJson } from './parse-json.ts';
import { createSigner } from './signing.ts';

/** What lets a tab speak for a participant. */
export interface Ticket {
  readonly participantId: ParticipantId;
  readonly roomId: RoomId;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  /** Tells browsers apart in this room (browser-ids.ts); absent where it is not known. */
  readonly browser?: string;
}

/** A fresh identity: the signed ticket, and the key with which its owner may have it renewed. */
export interface TicketIdentity {
  readonly participantId: ParticipantId;
  readonly ticket: string;
  readonly resumeKey: string;
}

export interface Tickets {
  /** Mints a new participant, or a new ticket for the one that `resumeKey` belongs to. */
  issue(roomId: RoomId, resumeKey?: string, browser?: string | null): TicketIdentity;
  /** Reads a ticket off a wire: `ticket:missing`, `-malformed`, `-forged` or `-expired` when it is not good. */
  verify(signed: unknown): Result<Ticket>;
}

export const TICKET_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Allows for clocks of several processes that do not quite agree. */
const MAX_CLOCK_SKEW_MS = 60 * 1000;

/** Longest signed ticket: a room id of 64 code points is at most 256 bytes, base64 adds a third. */
const MAX_TICKET_LENGTH = 1024;

const ticketSchema = v.object({
  participantId: participantIdSchema,
  roomId: v.string(),
  issuedAt: v.pipe(v.number(), v.safeInteger()),
  browser: v.exactOptional(v.string()),
});

/**
 * Tickets are `<payload>.<HMAC-SHA-256>`, both base64url.
 * @param secret any process with the same secret accepts the ticket.
 */
export function createTickets({ secret, now }: { secret: string; now: () => number }): Tickets {
  const { sign, isSignatureOf } = createSigner(secret);

  return {
    issue(roomId, resumeKey = randomBytes(24).toString('base64url'), browser = null) {
      const ticket: Ticket = {
        participantId: participantIdOf(roomId, resumeKey),
        roomId,
        issuedAt: now(),
        ...(browser !== null && { browser }),
      };
      const payload = Buffer.from(JSON.stringify(ticket)).toString('base64url');
      return { participantId: ticket.participantId, ticket: `${payload}.${sign(payload)}`, resumeKey };
    },

    verify(signed) {
      if (typeof signed !== 'string' || signed === '') return refuse('ticket:missing');
      const [payload, signature, ...rest] = signed.split('.');
      if (signed.length > MAX_TICKET_LENGTH || !payload || !signature || rest.length > 0) {
        return refuse('ticket:malformed');
      }
      if (!isSignatureOf(payload, signature)) return refuse('ticket:forged');

      const ticket = validate(ticketSchema, parseJson(Buffer.from(payload, 'base64url').toString()));
      if (!ticket.ok) return refuse('ticket:malformed');
      const ageMs = now() - ticket.value.issuedAt;
      return ageMs > TICKET_LIFETIME_MS || ageMs < -MAX_CLOCK_SKEW_MS ? refuse('ticket:expired') : ok(ticket.value);
    },
  };
}
