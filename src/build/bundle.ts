import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, transform, type BuildOptions, type Loader, type Metafile, type Plugin } from 'esbuild';
import { LOCALES, type Locale } from '../shared/locales.ts';
import { keysUsedBy, type Texts } from './first-texts.ts';
import { loadingOf, urlOf } from './outputs.ts';
import { DIST, inProject } from './paths.ts';

const TARGET = ['chrome110', 'firefox115', 'safari16.4'];

/** The two stages of the first load: what connects, and what is seen. */
const MAIN = 'src/client/main.ts';
const SCREEN = 'src/client/start/screen.ts';

const STYLE = 'public/css/app.css';

const catalogueOf = (locale: Locale): string => `public/locales/${locale}.json`;

/** What the room's page loads. */
const ROOM_ENTRIES = [MAIN, STYLE, ...LOCALES.map(catalogueOf)];

/**
 * Each of these pages is built apart: what it had in common with the room would be one more chunk that a room has to wait
 * for.
 */
const OTHER_PAGES = {
  doctor: { script: 'src/client/doctor.ts', style: 'public/css/doctor.css' },
  admin: { script: 'src/client/admin.ts', style: 'public/css/admin.css' },
  publicRooms: { script: 'src/client/public-rooms.ts', style: 'public/css/public-rooms.css' },
} as const;

const OTHER_ENTRIES = Object.values(OTHER_PAGES).map(({ script, style }) => [script, style]);

/**
 * Each stage of the first load in one chunk. esbuild makes one of whatever the same set of parts needs, and so many
 * small ones of what a stage shares with this lazy part or that. Where every lazy part needs both stages, which are
 * there long before it, there are two sets.
 */
const fewFirstChunks: Plugin = {
  name: 'few-first-chunks',
  setup({ onResolve, onLoad }) {
    const lazy = new Set<string>();
    onResolve({ filter: /^\..*\.tsx?$/ }, ({ kind, path, resolveDir }) => {
      if (kind === 'dynamic-import') lazy.add(resolve(resolveDir, path));
      return undefined;
    });
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      if (!lazy.has(path)) return undefined;
      const stage = inProject(path === inProject(SCREEN) ? MAIN : SCREEN);
      const contents = `${await readFile(path, 'utf8')}\nimport ${JSON.stringify(stage)};`;
      return { contents, loader: extname(path).slice(1) as Loader, resolveDir: dirname(path) };
    });
  },
};

/**
 * Without WebTransport, of which Socket.IO has a transport that our server does not offer
 * (src/client/links/socket-room-link.ts).
 */
const noWebTransport: Plugin = {
  name: 'no-web-transport',
  setup({ onLoad }) {
    onLoad({ filter: /engine\.io-client\/.*\/webtransport\.js$/ }, () => ({ contents: 'export const WT = null;' }));
  },
};

/**
 * A worker is a bundle of its own: in a chunk that page and worker share, the page would wait for what they have in
 * common. To the page the module is only its address.
 */
const workersApart: Plugin = {
  name: 'workers-apart',
  setup({ initialOptions, onLoad }) {
    onLoad({ filter: /-worker\.ts$/ }, async ({ path }) => {
      const options = {
        ...initialOptions,
        entryPoints: [path],
        plugins: [],
        splitting: false,
        metafile: true as const,
      };
      const { metafile } = await build(options);
      const file = basename(urlOf(metafile.outputs, relative(inProject('.'), path)));
      // Beside the chunk that asks for it, wherever the site begins.
      const contents = `export const workerUrl = new URL(${JSON.stringify(file)}, import.meta.url).href;`;
      return { contents, watchFiles: Object.keys(metafile.inputs).map(inProject) };
    });
  },
};

/** A stylesheet that a script imports is a text in it. */
const stylesInScripts: Plugin = {
  name: 'styles-in-scripts',
  setup({ onLoad, onResolve, initialOptions: { minify = false } }) {
    onResolve({ filter: /\.css$/ }, ({ kind, path, resolveDir }) =>
      kind === 'import-statement' ? { path: resolve(resolveDir, path), namespace: 'style' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'style' }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify, target: TARGET });
      return { contents: code, loader: 'text', watchFiles: [path] };
    });
  },
};

export const ALL_ENTRIES = [...ROOM_ENTRIES, ...OTHER_ENTRIES.flat()];

/** The client and its styles: hashed names, one chunk a lazy feature, a source map for each. */
export const bundleOptions = (
  entries: readonly string[],
  { isDev }: { isDev: boolean },
): BuildOptions & { metafile: true } => ({
  entryPoints: entries.map(inProject),
  loader: { '.json': 'copy' },
  alias: {
    'webrtc-adapter': inProject('src/client/links/webrtc-adapter.ts'),
    'peerjs-js-binarypack': inProject('src/client/links/binarypack.ts'),
  },
  outdir: join(DIST, 'assets'),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: TARGET,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  entryNames: '[name].[hash]',
  chunkNames: '[name].[hash]',
  assetNames: '[name].[hash]',
  minify: !isDev,
  sourcemap: true,
  sourcesContent: true,
  legalComments: 'none',
  define: { __DEV__: String(isDev) },
  plugins: [workersApart, noWebTransport, stylesInScripts, ...(entries === ROOM_ENTRIES ? [fewFirstChunks] : [])],
  metafile: true,
  logLevel: 'warning',
  absWorkingDir: inProject('.'),
});

/**
 * The service worker stands by itself: its name stays the same, for the browser looks for a newer one under it. It
 * holds the address of the stylesheet, so it changes when that does.
 */
async function buildWorker(style: string): Promise<void> {
  await build({
    entryPoints: [inProject('src/client/service-worker.ts')],
    outfile: join(DIST, 'service-worker.js'),
    bundle: true,
    format: 'iife',
    minify: true,
    target: TARGET,
    legalComments: 'none',
    define: { __STYLE__: JSON.stringify(style) },
    logLevel: 'warning',
  });
}

/** What a room's page shows before anything is loaded on demand; the other texts come with that. */
async function textsOf({ script, preload }: ReturnType<typeof loadingOf>): Promise<readonly string[]> {
  const scripts = await Promise.all([script, ...preload].map((url) => readFile(join(DIST, url), 'utf8')));
  return keysUsedBy(scripts, JSON.parse(await readFile(inProject(catalogueOf(LOCALES[0])), 'utf8')) as Texts);
}

/** Written last: where it stands, the build is whole. */
export async function writeManifest(outputs: Metafile['outputs']): Promise<void> {
  const room = loadingOf(outputs, [MAIN, SCREEN]);
  const manifest = {
    room,
    roomTexts: await textsOf(room),
    style: urlOf(outputs, STYLE),
    ...Object.fromEntries(
      Object.entries(OTHER_PAGES).map(([page, { script, style }]) => [
        page,
        { ...loadingOf(outputs, [script]), style: urlOf(outputs, style) },
      ]),
    ),
    locales: Object.fromEntries(LOCALES.map((locale) => [locale, urlOf(outputs, catalogueOf(locale))])),
  };
  await buildWorker(manifest.style);
  const file = join(DIST, 'manifest.json');
  await writeFile(`${file}.new`, JSON.stringify(manifest, null, 2));
  await rename(`${file}.new`, file);
}

/** Puts a `.br` and a `.gz` beside everything that the browser loads: compressed once, as well as can be. */
async function precompress(): Promise<void> {
  const folder = join(DIST, 'assets');
  const files = (await readdir(folder)).filter((file) => /\.(?:js|css|svg|json|map)$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(join(folder, file));
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
      await writeFile(join(folder, `${file}.br`), await promisify(brotliCompress)(content, { params }));
      await writeFile(join(folder, `${file}.gz`), await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

export async function bundle(): Promise<void> {
  await rm(DIST, { recursive: true, force: true });
  await mkdir(DIST, { recursive: true });
  const built = await Promise.all(
    [ROOM_ENTRIES, ...OTHER_ENTRIES].map((entries) => build(bundleOptions(entries, { isDev: false }))),
  );
  await precompress();
  await writeManifest(Object.assign({}, ...built.map(({ metafile }) => metafile.outputs)) as Metafile['outputs']);
}
