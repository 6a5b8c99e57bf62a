import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { createMemberships } from '../../../src/server/tickets/membership.ts';

const HOUR = 60 * 60 * 1000;
let now = 1_800_000_000_000;
const schema = v.object({ title: v.string() });
const create = (secret: string) => createMemberships({ secret, schema, now: () => now });
const memory = { title: 'Standup' };
const sealed = create('secret').issue('alice', memory);

describe('a proof of having been inside', () => {
  test('is opened by another process with the same secret, and by no other', () => {
    expect(create('secret').open('alice', sealed)).toEqual(memory);
    expect(create('another').open('alice', sealed)).toBeNull();
  });

  test('shows nothing of what it holds, and looks different each time', () => {
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('Standup');
    expect(create('secret').issue('alice', memory)).not.toBe(sealed);
  });

  const bytes = Buffer.from(sealed, 'base64url');
  const changed = Buffer.from(bytes.map((byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte))).toString(
    'base64url',
  );
  test.each(['', '.', sealed.slice(1), sealed.slice(0, 20), changed, 'ü'.repeat(60)])('is not %s', (membership) => {
    expect(create('secret').open('alice', membership)).toBeNull();
  });

  test('is for one participant, and for a day', () => {
    expect(create('secret').open('bob', sealed)).toBeNull();
    now += 24 * HOUR;
    expect(create('secret').open('alice', sealed)).toEqual(memory);
    now += 1;
    expect(create('secret').open('alice', sealed)).toBeNull();
  });
});
