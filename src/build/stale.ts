import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST, inProject } from './paths.ts';

/** What the bundle is made of; the lock file stands for the packages in it. */
const SOURCES = ['src/client', 'src/shared', 'src/build', 'public', 'package-lock.json'];

async function newestChange(path: string): Promise<number> {
  const info = await stat(path);
  if (!info.isDirectory()) return info.mtimeMs;
  const entries = await readdir(path);
  // The folder's own time tells of files that were removed.
  return Math.max(info.mtimeMs, ...(await Promise.all(entries.map((entry) => newestChange(join(path, entry))))));
}

/** Whether there is no bundle, or one that is older than its sources. */
export async function isBundleStale(): Promise<boolean> {
  const builtAt = await stat(join(DIST, 'manifest.json')).then(
    ({ mtimeMs }) => mtimeMs,
    () => -Infinity,
  );
  const changedAt = await Promise.all(SOURCES.map((source) => newestChange(inProject(source))));
  return changedAt.some((time) => time > builtAt);
}
