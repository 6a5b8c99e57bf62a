import { describe, expect, test } from '@jest/globals';
import { found, inOrder, type Person } from '../../../../../src/client/ui/people/people.ts';

const person = (name: string, given: Partial<Person> = {}): Person => ({
  id: `id-${name}`,
  name,
  isSelf: false,
  isHost: false,
  state: 'live',
  isMicrophoneOn: true,
  isCameraOn: true,
  hand: null,
  ...given,
});

const namesOf = (people: readonly Person[]): string[] => people.map(({ name }) => name);

describe('the order of the list', () => {
  test('is oneself, then raised hands as they were raised, then the others by name', () => {
    const people = [
      person('zoe'),
      person('Bob', { hand: 2 }),
      person('Ädam'),
      person('Carol', { hand: 1 }),
      person('Me', { isSelf: true, hand: 3 }),
      person('bea'),
    ];
    expect(namesOf(inOrder(people, 'en'))).toEqual(['Me', 'Carol', 'Bob', 'Ädam', 'bea', 'zoe']);
  });

  test('guests without a name come last, and numbers count', () => {
    const people = [person(''), person('Team 10'), person('Team 9')];
    expect(namesOf(inOrder(people, 'en'))).toEqual(['Team 9', 'Team 10', '']);
  });
});

describe('the search', () => {
  const people = [person('Élodie Durand'), person('김철수'), person('BOB'), person('')];
  test.each([
    ['', ['Élodie Durand', '김철수', 'BOB', '']],
    ['elo', ['Élodie Durand']],
    [' DUR ', ['Élodie Durand']],
    ['bo', ['BOB']],
    // While a syllable is being typed.
    ['기', ['김철수']],
    ['guest', ['']],
    ['nobody', []],
  ])('for "%s" finds %j', (text, names) => {
    expect(namesOf(found(people, text, ({ name }) => name || 'Guest'))).toEqual(names);
  });
});
