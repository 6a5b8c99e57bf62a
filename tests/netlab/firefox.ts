import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firefox, type Browser } from '@playwright/test';
import { inProject } from '../../src/build/paths.ts';
import { FIREFOX_OPTIONS } from '../support/browser/browsers.ts';
import type { Trust } from './certificates.ts';
import type { Namespace } from './network/namespaces.ts';
import { SEARCH_PATH, writeScript } from './shell.ts';

export type LaunchFirefox = () => Promise<Browser>;

const AGENT = fileURLToPath(new URL('./firefox-agent.ts', import.meta.url));

/** Firefox knows private authorities from its profile, which Playwright makes and names among the arguments. */
const launcherScript = (authority: string): string => `PATH='${SEARCH_PATH}'
for argument; do
  case $before in
    -profile | --profile) certutil -A -d "sql:$argument" -n madang-lab -t C,, -i '${authority}' ;;
  esac
  before=$argument
done
exec ${FIREFOX_OPTIONS.executablePath} "$@"`;

/** Where the agent can be reached, once it says so. */
async function agentUrl(agent: ChildProcess): Promise<string> {
  let complaint = '';
  agent.stdout?.resume();
  agent.stderr?.on('data', (data: Buffer) => (complaint += data.toString()));
  const ended = once(agent, 'close').then(() => {
    throw new Error(`Firefox did not start:\n${complaint}`);
  });
  const [url] = (await Promise.race([once(agent, 'message'), ended])) as [string];
  return url;
}

/** Firefox inside a namespace, steered from outside by way of firefox-agent.ts. */
export async function createFirefox(namespace: Namespace, directory: string, trust: Trust): Promise<LaunchFirefox> {
  const launcher = join(directory, `firefox-in-${namespace.name}`);
  await writeScript(launcher, launcherScript(trust.authority));

  return async () => {
    const door = createServer().listen(0, '127.0.0.1');
    await once(door, 'listening');
    const agent = namespace.start(process.execPath, ['--import', 'tsx', AGENT, launcher], {
      cwd: inProject('.'),
      env: { ...process.env, HOME: trust.home, TMPDIR: directory },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    agent.send('come in', door);
    // Once the agent has its copy, it alone is to accept who comes.
    const url = await agentUrl(agent).finally(() => door.close());
    const browser = await firefox.connect(url);
    browser.on('disconnected', () => agent.connected && agent.disconnect());
    return browser;
  };
}
