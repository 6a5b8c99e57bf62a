import { inProject } from '../../src/build/paths.ts';
import { TEST_ENVIRONMENT } from '../support/servers/server-process.ts';
import { APP_PORT } from './network/addresses.ts';
import type { Namespace } from './network/namespaces.ts';
import { startService, type Service } from './service.ts';

/** The Madang server as `npm start` runs it. */
export const startMadang = (network: Namespace, env: Readonly<Record<string, string>>): Promise<Service> =>
  startService(network, {
    name: 'the Madang server',
    spawn: () =>
      network.start(process.execPath, ['--import', 'tsx', inProject('src/server/main.ts')], {
        cwd: inProject('.'),
        env: { ...TEST_ENVIRONMENT, ...env, PORT: String(APP_PORT) },
      }),
    ports: [`tcp:${APP_PORT}`],
  });
