import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 of a file that comes in pieces, some of them more than once; WebCrypto takes whole files only. */
export interface Hasher {
  /** What lies before the end of what has been hashed is skipped; a piece must not begin behind it. */
  update(offset: number, bytes: Uint8Array): void;
  /** Of all up to now, in hex. */
  digest(): string;
}

export function createHasher(): Hasher {
  const hash = sha256.create();
  let hashedTo = 0;
  return {
    update(offset, bytes) {
      const known = hashedTo - offset;
      if (known < 0) throw new RangeError(`bytes ${hashedTo} to ${offset} are missing`);
      if (known >= bytes.byteLength) return;
      hash.update(known === 0 ? bytes : bytes.subarray(known));
      hashedTo = offset + bytes.byteLength;
    },
    digest: () => Array.from(hash.clone().digest(), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}
