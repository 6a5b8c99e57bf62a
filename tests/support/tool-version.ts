import { spawnSync } from 'node:child_process';

/** The first number of a program's version: `Mozilla Firefox 153.8.0esr` is 153. Null when there is none. */
export function majorVersion(words: string): number | null {
  const [, major] = /(?:^|\s)(\d+)\.\d/.exec(words) ?? [];
  return major === undefined ? null : Number(major);
}

/** Asks a program; null when it is not there or says nothing of use. */
export function askVersion(path: string): number | null {
  // Node gives null where the program is not there, though its types do not say so.
  const words = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 }).stdout as string | undefined;
  return majorVersion(words ?? '');
}
