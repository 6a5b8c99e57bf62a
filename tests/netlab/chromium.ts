import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { CHROMIUM_ARGS, FAKE_DEVICES, chromiumPath } from '../support/browser/browsers.ts';
import { APP_URL } from './network/addresses.ts';
import type { Trust } from './certificates.ts';
import type { Namespace } from './network/namespaces.ts';
import { SEARCH_PATH, writeScript } from './shell.ts';

export type LaunchChromium = (args?: readonly string[]) => Promise<Browser>;

/**
 * Chromium inside a namespace. Playwright steers it through inherited pipes, for which network namespaces do not matter,
 * so that the test itself stays outside.
 */
export async function createChromium(namespace: Namespace, directory: string, trust: Trust): Promise<LaunchChromium> {
  const launcher = join(directory, `chromium-in-${namespace.name}`);
  const program = chromiumPath().executablePath ?? chromium.executablePath();
  await writeScript(launcher, `PATH='${SEARCH_PATH}' exec ip netns exec ${namespace.name} '${program}' "$@"`);

  return (args = []) =>
    chromium.launch({
      executablePath: launcher,
      env: { ...process.env, HOME: trust.home, TMPDIR: directory },
      args: [
        ...CHROMIUM_ARGS,
        ...FAKE_DEVICES,
        // Camera and microphone are for secure origins only, and this one is plain http at an address.
        `--unsafely-treat-insecure-origin-as-secure=${APP_URL}`,
        ...args,
      ],
    });
}
