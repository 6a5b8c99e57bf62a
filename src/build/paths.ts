import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const inProject = (path: string): string => join(ROOT, path);

export const DIST = inProject('dist');
