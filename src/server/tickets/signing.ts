import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Signer {
  sign(text: string): string;
  isSignatureOf(text: string, signature: string): boolean;
}

/** HMAC-SHA-256 as base64url. Compares signatures in a time that tells nothing about them. */
export function createSigner(secret: string): Signer {
  const sign = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url');
  return {
    sign,
    isSignatureOf(text, signature) {
      const [expected, given] = [sign(text), signature].map((each) => Buffer.from(each));
      return expected !== undefined && given?.length === expected.length && timingSafeEqual(expected, given);
    },
  };
}
