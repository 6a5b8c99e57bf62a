import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { createSecretCheck } from '../tickets/secret-check.ts';

/**
 * The admin's password as `ADMIN_PASSWORD` holds it: itself, or a hash of it.
 *
 * - `scrypt:<log2 of N>:<r>:<p>:<salt>:<hash>`, the last two in base64url, as `npm run hash-password` prints it. PHC's form
 *   has `$` between the parts, which container files take for variables.
 * - `$2b$…`, bcrypt.
 */
export interface Password {
  verify(given: string): Promise<boolean>;
}

type ScryptCost = { readonly logN: number; readonly r: number; readonly p: number };

const deriveKey = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

const SCRYPT = /^scrypt:(\d{1,2}):(\d{1,2}):(\d{1,2}):([\w-]{16,128}):([\w-]{22,128})$/;
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

/** Node's hardest that still answers within half a second; a hash that costs more would hold up the process. */
const MAX_LOG_N = 18;
const MAX_SCRYPT_BYTES = 256 * 1024 * 1024;

/** bcryptjs is JavaScript, and shares the process's time: cost 12 takes some 300 ms. */
const MAX_BCRYPT_COST = 12;

/** 32 MB and some 80 ms: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt */
const COST: ScryptCost = { logN: 15, r: 8, p: 3 };

const bytesOf = ({ logN, r }: ScryptCost): number => 128 * 2 ** logN * r;

const scryptKey = (password: string, salt: Buffer, length: number, cost: ScryptCost): Promise<Buffer> =>
  deriveKey(password.normalize('NFC'), salt, length, {
    N: 2 ** cost.logN,
    r: cost.r,
    p: cost.p,
    maxmem: 2 * bytesOf(cost),
  });

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await scryptKey(password, salt, 32, COST);
  return ['scrypt', COST.logN, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join(':');
}

function readScrypt(text: string): { cost: ScryptCost; salt: Buffer; key: Buffer } | null {
  const [, logN, r, p, salt = '', key = ''] = SCRYPT.exec(text) ?? [];
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const isSane = cost.logN >= 1 && cost.logN <= MAX_LOG_N && cost.r >= 1 && cost.p >= 1;
  if (!isSane || bytesOf(cost) > MAX_SCRYPT_BYTES) return null;
  return { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
}

/** What is wrong with the value of `ADMIN_PASSWORD`; null when nothing is. */
export function passwordMistake(text: string): string | null {
  if (text.startsWith('scrypt:')) {
    return readScrypt(text) ? null : 'is no scrypt hash as "npm run hash-password" prints it';
  }
  if (/^\$2[aby]\$/.test(text)) {
    const [, cost] = BCRYPT.exec(text) ?? [];
    if (cost === undefined) return 'is no whole bcrypt hash: it has 60 characters';
    return Number(cost) > MAX_BCRYPT_COST ? `is a bcrypt hash with a cost above ${MAX_BCRYPT_COST}` : null;
  }
  if (/^\$(?:argon2|scrypt|pbkdf2|5\$|6\$)/.test(text))
    return 'is a hash of a kind that is not read: see docs/admin.md';
  return null;
}

/** @param text without a `passwordMistake` */
export function readPassword(text: string): Password {
  const hash = text.startsWith('scrypt:') ? readScrypt(text) : null;
  if (hash) {
    return {
      verify: async (given) => timingSafeEqual(await scryptKey(given, hash.salt, hash.key.length, hash.cost), hash.key),
    };
  }
  if (BCRYPT.test(text)) {
    return {
      async verify(given) {
        const { compare } = await import('bcryptjs');
        return compare(given, text);
      },
    };
  }
  const isPassword = createSecretCheck(text.normalize('NFC'));
  return { verify: (given) => Promise.resolve(isPassword(given.normalize('NFC'))) };
}
