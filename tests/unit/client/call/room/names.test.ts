import { describe, expect, test } from '@jest/globals';
import { lookOf, nameOf, tellApart } from '../../../../../src/client/call/room/names.ts';
import { tilesOf } from '../../../../../src/client/call/room/tiles.ts';
import { createScene, enter, idOf, participant } from '../../../../support/scene.ts';

const named = (...names: string[]): string[] => [
  ...tellApart(names.map((name, index) => ({ id: `${index}`, name }))).values(),
];

describe('two people of one name', () => {
  test.each([
    ['the same', ['Ana', 'Ana', 'Ana'], ['Ana', 'Ana (2)', 'Ana (3)']],
    ['capitals', ['Ana', 'ANA'], ['Ana', 'ANA (2)']],
    ['Cyrillic letters', ['Ana', 'Аnа'], ['Ana', 'Аnа (2)']],
    ['Greek letters', ['Nikos', 'Νικοs'], ['Nikos', 'Νικοs (2)']],
    ['digits', ['Bob', 'B0b'], ['Bob', 'B0b (2)']],
    ['an i and an l', ['Ilse', 'llse'], ['Ilse', 'llse (2)']],
    ['accents', ['Jose', 'José'], ['Jose', 'José (2)']],
    ['wide letters', ['Ana', 'Ａｎａ'], ['Ana', 'Ａｎａ (2)']],
    ['spaces', ['Ana B', 'AnaB'], ['Ana B', 'AnaB (2)']],
    ['parts of Hangul', ['민수', '민수'.normalize('NFD')], ['민수', `${'민수'.normalize('NFD')} (2)`]],
  ])('are told apart: %s', (_what, names, expected) => {
    expect(named(...names)).toEqual(expected);
  });

  test.each([[['Ana', 'Anna']], [['민수', '민서']], [['Иван', 'Мария']], [['', '']], [['🐶', '🐱']]])(
    '%j are of different names, or of none',
    (names) => {
      expect(named(...names)).toEqual(names);
    },
  );

  test('a look is found in time that grows with the name only', () => {
    const began = performance.now();
    lookOf(`${'\u0301'.repeat(4000)}${'l'.repeat(4000)}`);
    expect(performance.now() - began).toBeLessThan(200);
  });
});

test('who came first keeps the name, on every page and in every place', () => {
  const scene = createScene(participant('Ana', 1), { ...participant('Other', 2), name: 'Аna' });
  scene.happens(...enter(3, participant('Ana', 1), { ...participant('Other', 2), name: 'Аna' }));
  const { state } = scene;
  expect([idOf('ana'), idOf('other'), idOf('me')].map((id) => nameOf(state, id))).toEqual(['Ana', 'Аna (2)', 'Me']);
  expect(tilesOf(state, []).map(({ name }) => name)).toEqual(['Me', 'Ana', 'Аna (2)']);
  expect(nameOf({ ...state, name: 'ana' }, idOf('me'))).toBe('ana (3)');
  expect(nameOf(state, 'nobody')).toBe('');
});

test('who knocks under the name of somebody inside is told apart from them', () => {
  const scene = createScene(participant('Ana', 1));
  scene.happens(...enter(2, participant('Ana', 1)));
  const { state } = scene;
  const roster = { ...state.roster, knocks: [{ id: 'stranger', name: 'Аnа' }] };
  expect(nameOf({ ...state, roster }, 'stranger')).toBe('Аnа (2)');
});
