import { spawn, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { context } from 'esbuild';
import { ALL_ENTRIES, bundleOptions, writeManifest } from './bundle.ts';
import { DIST, inProject } from './paths.ts';

/**
 * `npm run dev`: rebuilds the client and restarts the server whenever a source changes. Each start of the server
 * is a new version to the page, which then reloads itself (src/client/start/dev-reload.ts).
 */
let server: ChildProcess | null = null;

async function restartServer(): Promise<void> {
  if (server?.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  server = spawn(process.execPath, ['--import', 'tsx', inProject('src/server/main.ts')], {
    stdio: 'inherit',
    env: { SECRET: 'only-for-development-and-nothing-else', ...process.env, NODE_ENV: 'development' },
  });
}

/** One restart at a time, and one more when something changed in between. */
let restarting: Promise<void> = Promise.resolve();
let isQueued = false;
function queueRestart(): void {
  if (isQueued) return;
  isQueued = true;
  restarting = restarting.then(() => {
    isQueued = false;
    return restartServer();
  });
}

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
const options = bundleOptions(ALL_ENTRIES, { isDev: true });
const client = await context({
  ...options,
  plugins: [
    ...(options.plugins ?? []),
    {
      name: 'restart-server',
      setup(build) {
        build.onEnd(async ({ metafile, errors }) => {
          if (!metafile || errors.length > 0) return;
          await writeManifest(metafile.outputs);
          queueRestart();
        });
      },
    },
  ],
});
await client.watch();
for (const folder of ['src/server', 'src/shared', 'views']) {
  watch(inProject(folder), { recursive: true }, queueRestart);
}
process.once('SIGINT', () => {
  server?.kill('SIGTERM');
  void client.dispose().then(() => process.exit(0));
});
