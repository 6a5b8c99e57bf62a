/** Paths of our own that must not become rooms. */
const RESERVED = new Set([
  'admin',
  'api',
  'assets',
  'doctor',
  'embed',
  'healthz',
  'icons',
  'metrics',
  'offline',
  'open',
  'peerjs',
  'readyz',
  'rooms',
]);

const MAX_CODE_POINTS = 64;
/** Letters with their combining marks (many scripts need them), digits, `-` and `_`. */
const ALLOWED = /^[\p{L}\p{M}\p{N}_-]+$/u;

/** Whether somebody typed a name that would do if the site did not need it for itself. */
export const isReservedName = (raw: string): boolean => RESERVED.has(raw.trim().toLowerCase());

/**
 * Turns what stands in a URL's path into the room it names, or null when it cannot name one.
 * Names that a person would call the same are one room: NFC (macOS types `우리반` decomposed) and lower case.
 */
export function parseRoomName(raw: string): string | null {
  // Lowering can decompose (`İ` becomes `i` and a dot), so it comes before the normalisation.
  const name = raw.toLowerCase().normalize('NFC');
  const isValid = ALLOWED.test(name) && Array.from(name).length <= MAX_CODE_POINTS && !RESERVED.has(name);
  return isValid ? name : null;
}
