import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { citedRules, crowdedFolders, longFiles, repeatedRules, rulesOf, type SourceFile } from './support/house.ts';

/** `npm run check:house`: what ESLint cannot see of the order in this house. It prints what is wrong, and fails. */

const paths = execFileSync('git', ['ls-files', 'src', 'tests'], { encoding: 'utf8' }).trim().split('\n');
const files: readonly SourceFile[] = paths
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const rules = rulesOf(readFileSync('src/shared/PROTOCOL.md', 'utf8'));
const cited = citedRules(files.filter(({ path }) => path.startsWith('tests/')));

const problems = [
  ...crowdedFolders(paths).map((folder) => `${folder}: more files than one sees at once`),
  ...longFiles(files.filter(({ path }) => path.startsWith('src/'))).map((path) => `${path}: more than 250 lines`),
  ...repeatedRules(rules).map((rule) => `PROTOCOL.md: ${rule} stands there twice`),
  ...rules.filter((rule) => !cited.has(rule)).map((rule) => `PROTOCOL.md: no test cites ${rule}`),
  ...[...cited].filter((rule) => !rules.includes(rule)).map((rule) => `tests cite ${rule}, which PROTOCOL.md has not`),
];

problems.forEach((problem) => console.error(problem));
process.exitCode = problems.length > 0 ? 1 : 0;
