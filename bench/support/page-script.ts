import { build } from 'esbuild';

/** A script of bench/pages, as a browser takes it. (Functions handed to Playwright would come with tsx's helpers.) */
export async function pageScript(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`bench/pages/${name}.ts`],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
