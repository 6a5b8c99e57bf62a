import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namespacesOf, removeNamespace } from './network/namespaces.ts';

const PREFIX = 'madang-lab';

/** Unique, and tells whose it is: labs do not meet, and what is left of a dead process is known as such. */
export const namespacePrefix = (): string => `${PREFIX}-${process.pid}-${randomBytes(2).toString('hex')}`;

/** Where a lab keeps its files. */
export const directoryOf = (prefix: string): string => join(tmpdir(), prefix);

function isLeftOver(name: string): boolean {
  const pid = Number(new RegExp(`^${PREFIX}-(\\d+)-`).exec(name)?.[1]);
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

/** Removes what processes that were killed could not: their namespaces with everything that runs there, and files. */
export async function removeLeftOvers(): Promise<void> {
  const namespaces = (await namespacesOf(PREFIX)).filter(isLeftOver);
  // Another lab that starts now may be faster.
  await Promise.allSettled(namespaces.map(removeNamespace));
  const files = (await readdir(tmpdir())).filter(isLeftOver);
  await Promise.all(files.map((file) => rm(join(tmpdir(), file), { recursive: true, force: true })));
}
