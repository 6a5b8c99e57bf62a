import { basename } from 'node:path';
import type { Metafile } from 'esbuild';

type Outputs = Metafile['outputs'];

const toUrl = (output: string): string => `/assets/${basename(output)}`;

/** @returns the first output that `isWanted` */
function find(outputs: Outputs, source: string, isWanted: (output: Outputs[string]) => boolean): string {
  const [found] = Object.entries(outputs).find(([, output]) => isWanted(output)) ?? [];
  if (found === undefined) throw new Error(`the build made nothing of ${source}`);
  return found;
}

/** Where a page gets what was made of an entry point. */
export const urlOf = (outputs: Outputs, entryPoint: string): string =>
  toUrl(find(outputs, entryPoint, (output) => output.entryPoint === entryPoint));

/** These outputs and all that they import, but not what they load on demand. */
function withImports(outputs: Outputs, files: readonly string[]): readonly string[] {
  const all = new Set(files);
  // A set that grows is walked to its end.
  for (const file of all) {
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement') all.add(path);
  }
  return [...all];
}

/**
 * How a page starts its first entry point, and what it fetches beside that: a browser that had to read a script before
 * it knew what that imports would ask for it a round trip later.
 */
export function loadingOf(
  outputs: Outputs,
  [first, ...later]: readonly [string, ...string[]],
): { readonly script: string; readonly preload: readonly string[] } {
  // Where others import of it, the code of an entry point is in a chunk, and its own output does nothing but import that.
  const script = find(outputs, first, ({ inputs }) => (inputs[first]?.bytesInOutput ?? 0) > 0);
  const entries = later.map((source) => find(outputs, source, ({ entryPoint }) => entryPoint === source));
  const preload = withImports(outputs, [script, ...entries]).filter((file) => file !== script);
  return { script: toUrl(script), preload: preload.map(toUrl) };
}
