import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/server/app.ts';
import type { Config } from '../../src/server/config.ts';
import { createLog } from '../../src/server/ops/log.ts';
import type { CreateLimiter } from '../../src/server/limits/limits.ts';
import { createRecentWarnings } from '../../src/server/ops/recent-warnings.ts';

export const TEST_SECRET = 'a-secret-that-is-for-tests-and-nothing-else';

/** As the tests run it. */
export const testConfig: Config = {
  port: 0,
  host: null,
  basePath: '',
  secret: TEST_SECRET,
  roomCapacity: 8,
  graceMs: 30_000,
  logLevel: 'silent',
  isDevelopment: false,
  trustProxy: null,
  areLimitsOn: true,
  maxSockets: 24_000,
  publicUrl: null,
  allowedOrigins: [],
  arePublicRoomsOn: true,
  redisUrl: null,
  adminPassword: null,
  metricsToken: null,
  ice: { stunUrls: [], turn: { type: 'none' }, policy: 'all' },
};

export interface RunningApp {
  readonly url: string;
  readonly wsUrl: string;
  readonly server: ReturnType<typeof createApp>['server'];
  close(): Promise<void>;
}

/** The real app on a free port; `now` stands in for its clock. */
export async function startApp(
  overrides: Partial<Config> = {},
  now?: () => number,
  createLimiter?: CreateLimiter,
): Promise<RunningApp> {
  const config = { ...testConfig, ...overrides };
  const warnings = config.adminPassword === null ? null : createRecentWarnings();
  const app = createApp(config, createLog(config.logLevel, { warnings }), {
    ...(now && { now }),
    ...(createLimiter && { createLimiter }),
    warnings: warnings?.all ?? [],
  });
  app.server.listen(0, '127.0.0.1');
  await once(app.server, 'listening');
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}`,
    server: app.server,
    close: () => app.close(),
  };
}
