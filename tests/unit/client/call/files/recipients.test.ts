import { describe, expect, test } from '@jest/globals';
import { goneOf, idsOf, usualRecipients } from '../../../../../src/client/call/files/recipients.ts';

const bob = { id: 'id-bob', name: 'Bob' };
const carol = { id: 'id-carol', name: 'Carol' };

describe('to whom files go', () => {
  test('the only other person, also when somebody else comes before it is sent', () => {
    const chosen = usualRecipients([bob]);
    expect(idsOf(chosen, [bob, carol])).toEqual([bob.id]);
  });

  test('everyone, where there are several, and everyone who comes', () => {
    const chosen = usualRecipients([bob, carol]);
    expect(chosen).toBe('everyone');
    expect(idsOf(chosen, [bob, carol])).toEqual([bob.id, carol.id]);
  });

  test('nobody, where the one who was chosen has left', () => {
    expect(idsOf(carol, [bob])).toEqual([]);
    expect(goneOf(carol, [bob])).toEqual(carol);
    expect(goneOf(carol, [bob, carol])).toBeNull();
    expect(goneOf('everyone', [])).toBeNull();
  });

  test('nobody, while nobody is there', () => {
    expect(usualRecipients([])).toBeNull();
    expect(idsOf(null, [bob])).toEqual([]);
  });
});
