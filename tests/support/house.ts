import { posix } from 'node:path';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A person takes in about this many names at once. */
const MAX_FILES_PER_FOLDER = 20;

const MAX_LINES = 250;

/** Folders with more files than `MAX_FILES_PER_FOLDER`, folders in them not counted. */
export function crowdedFolders(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > MAX_FILES_PER_FOLDER).map(([folder]) => folder);
}

export const longFiles = (files: readonly SourceFile[]): readonly string[] =>
  files.filter(({ text }) => text.trimEnd().split('\n').length > MAX_LINES).map(({ path }) => path);

/** The numbers of the protocol's rules (`- **R1** …`), in the order in which they stand there. */
export const rulesOf = (protocol: string): readonly string[] =>
  [...protocol.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, rule = '']) => rule);

export const repeatedRules = (rules: readonly string[]): readonly string[] =>
  rules.filter((rule, index) => rules.indexOf(rule) !== index);

/** The numbers with which names of tests begin: `'R1: …'`, `'R1, R2: …'`; in tables of cases a number stands alone. */
export function citedRules(tests: readonly SourceFile[]): ReadonlySet<string> {
  const numbers = tests.flatMap(({ text }) =>
    [...text.matchAll(/['`]((?:[A-Z]\d{1,2}(?:, | and )?)+)(?=:|'|`)/g)].flatMap(
      ([, cited = '']) => cited.match(/[A-Z]\d+/g) ?? [],
    ),
  );
  return new Set(numbers);
}
