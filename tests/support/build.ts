import { bundle } from '../../src/build/bundle.ts';
import { isBundleStale } from '../../src/build/stale.ts';

/** Runs once before any test: the server renders pages that refer to the bundle. */
export default async function ensureBundle(): Promise<void> {
  if (await isBundleStale()) await bundle();
}
