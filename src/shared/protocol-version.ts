/**
 * Grows with each change after which a page of before would drop what others say to it. A page carries the version of the
 * server that made it (rule I7).
 */
export const PROTOCOL_VERSION = 2;
