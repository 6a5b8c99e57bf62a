/**
 * Every way in which a request can be refused. The codes are stable and meant for programs;
 * `public/locales/*.json` holds a sentence for each under `errors`.
 */
export const ERROR_CODES = [
  'ticket:missing',
  'ticket:malformed',
  'ticket:forged',
  'ticket:expired',
  'ticket:wrong-participant',
  'payload:invalid',
  'payload:too-large',
  'rate:limited',
  'room:bad-name',
  'room:full',
  'room:locked',
  'room:not-joined',
  'room:ended',
  'host:required',
  'host:wrong-key',
  'passcode:needed',
  'passcode:wrong',
  'passcode:too-many',
  'participant:removed',
  'knock:refused',
  'knock:too-many',
  'knock:gone',
  'listing:off',
  'listing:too-many',
  'participant:unknown',
  'chat:nobody-here',
  'page:not-found',
  'admin:required',
  'service:maintenance',
  'origin:refused',
  'server:error',
  'service:away',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected outcome: a value, or a refusal with a code. Bugs throw instead. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: ErrorCode };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (code: ErrorCode): Result<never> => ({ ok: false, code });
