import { expect, test } from '@jest/globals';
import { citedRules, crowdedFolders, longFiles, repeatedRules, rulesOf } from '../../support/house.ts';

const named = (folder: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${folder}/${index}.ts`);

test('a folder may have 20 files, and more in folders of its own', () => {
  expect(crowdedFolders([...named('a', 20), ...named('a/b', 20)])).toEqual([]);
  expect(crowdedFolders([...named('a', 21), ...named('b', 3)])).toEqual(['a']);
});

test('a file may have 250 lines', () => {
  const lines = (count: number): string => 'x\n'.repeat(count);
  expect(
    longFiles([
      { path: 'fits.ts', text: lines(250) },
      { path: 'long.ts', text: lines(251) },
    ]),
  ).toEqual(['long.ts']);
});

test('the rules of the protocol are found where they stand, and not where they are mentioned', () => {
  const rules = rulesOf('- **R1** One.\n- **R2** Two, as **R1** says.\n- **R1** Three.\n');
  expect(rules).toEqual(['R1', 'R2', 'R1']);
  expect(repeatedRules(rules)).toEqual(['R1']);
});

test('a test cites the rules with which its name begins', () => {
  const text = [
    "test('R1: one', () => {});",
    'test(`G2, G3: two of ${kind}`, () => {});',
    "test('a file of H264', () => {});",
    "['P4', 1],",
  ].join('\n');
  expect([...citedRules([{ path: 'a.test.ts', text }])]).toEqual(['R1', 'G2', 'G3', 'P4']);
});
