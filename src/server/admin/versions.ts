import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PROTOCOL_VERSION } from '../../shared/protocol-version.ts';

const PACKAGES = ['socket.io', 'peer', 'express'] as const;

const { resolve } = createRequire(import.meta.url);

/** The folder with the package file that a file belongs to. */
function packageFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(join(folder, 'package.json')) ? folder : packageFolder(folder);
}

function versionAt(path: string): string {
  const file = readFileSync(join(packageFolder(path), 'package.json'), 'utf8');
  // Some packages have package files without a version beside their parts.
  return (JSON.parse(file) as { version?: string }).version ?? versionAt(packageFolder(path));
}

/** Names and versions of what runs. */
export const readVersions = (): Record<string, string> => ({
  Madang: versionAt(import.meta.filename),
  protocol: String(PROTOCOL_VERSION),
  'Node.js': process.versions.node,
  ...Object.fromEntries(PACKAGES.map((name) => [name, versionAt(resolve(name))])),
});
