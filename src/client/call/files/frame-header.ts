/** A 32-bit id and a 64-bit float, which holds every offset exactly. A file of its own: the disk worker needs no more. */
export const HEADER_BYTES = 12;
