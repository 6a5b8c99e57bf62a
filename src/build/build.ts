import { bundle } from './bundle.ts';
import { isBundleStale } from './stale.ts';

const isNeeded = !process.argv.includes('--if-stale') || (await isBundleStale());
if (isNeeded) await bundle();
