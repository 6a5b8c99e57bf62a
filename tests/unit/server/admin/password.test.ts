import { describe, expect, test } from '@jest/globals';
import { hashSync } from 'bcryptjs';
import { hashPassword, passwordMistake, readPassword } from '../../../../src/server/admin/password.ts';

const PASSWORD = 'courtyard at noon 마당';

describe('the admin’s password', () => {
  const forms: [string, () => string | Promise<string>][] = [
    ['itself', () => PASSWORD],
    ['an scrypt hash', () => hashPassword(PASSWORD)],
    ['a bcrypt hash', () => hashSync(PASSWORD, 4)],
  ];
  test.each(forms)('A1: may be %s', async (_form, make) => {
    const stored = await make();
    expect(passwordMistake(stored)).toBeNull();
    const password = readPassword(stored);
    expect(await password.verify(PASSWORD)).toBe(true);
    for (const wrong of ['', 'courtyard', `${PASSWORD} `, PASSWORD.toUpperCase(), stored === PASSWORD ? 'x' : stored]) {
      expect(await password.verify(wrong)).toBe(false);
    }
  });

  test.each(forms.slice(0, 2))('is the same however its letters are composed (%s)', async (_form, make) => {
    expect(await readPassword(await make()).verify(PASSWORD.normalize('NFD'))).toBe(true);
  });

  test('two hashes of one password differ', async () => {
    expect(await hashPassword(PASSWORD)).not.toBe(await hashPassword(PASSWORD));
  });

  const salt = 'c2FsdHNhbHRzYWx0c2FsdA';
  const key = 'a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U';
  test.each([
    ['scrypt:', 'scrypt hash'],
    ['scrypt:15:8:1:short:short', 'scrypt hash'],
    [`scrypt:15:8:1:${salt}:${key}:more`, 'scrypt hash'],
    [`scrypt:0:8:1:${salt}:${key}`, 'scrypt hash'],
    [`scrypt:19:8:1:${salt}:${key}`, 'scrypt hash'],
    [`scrypt:18:16:1:${salt}:${key}`, 'scrypt hash'],
    ['$2b$10$tooshort', 'whole bcrypt hash'],
    [`$2b$14$${'a'.repeat(53)}`, 'cost above 12'],
    ['$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA', 'not read'],
    ['$scrypt$ln=15,r=8,p=1$c2FsdA$aGFzaA', 'not read'],
  ])('refuses %j', (stored, mistake) => {
    expect(passwordMistake(stored)).toContain(mistake);
  });
});
