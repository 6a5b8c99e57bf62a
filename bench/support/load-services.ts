import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startRedis } from '../../tests/support/servers/redis.ts';
import { startServer } from '../../tests/support/servers/server-process.ts';
import { BENCH_ENVIRONMENT } from './bench-environment.ts';
import { sum } from './figures.ts';
import type { LoadOrder } from './load-protocol.ts';
import { rssOf } from './memory.ts';
import { cpuSecondsOf } from './process-cpu.ts';

/** A service whose processes can be measured. */
export interface LoadService extends Pick<LoadOrder, 'kind' | 'urls' | 'peersUrl'> {
  readonly name: string;
  cpuSeconds(): number;
  memoryBytes(): Promise<number>;
  stop(): Promise<void>;
}

function measured(children: readonly ChildProcess[]): Pick<LoadService, 'cpuSeconds' | 'memoryBytes'> {
  const pids = children.map(({ pid }) => pid ?? 0);
  return {
    cpuSeconds: () => sum(pids.map(cpuSecondsOf)),
    memoryBytes: async () => sum(await Promise.all(pids.map(rssOf))),
  };
}

const ENVIRONMENT = { ...BENCH_ENVIRONMENT, LOG_LEVEL: 'info' };

/** What the well-known tutorial has its readers run, in a process of its own. */
export async function startTutorial(): Promise<LoadService> {
  const child = fork(new URL('./tutorial-process.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  const [url] = (await once(child, 'message')) as [string];
  const peersUrl = `http://127.0.0.1:${new URL(url).searchParams.get('peers') ?? ''}`;
  return {
    name: 'tutorial server',
    kind: 'tutorial',
    urls: [url.replace('localhost', '127.0.0.1')],
    peersUrl,
    ...measured([child]),
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** Several processes share a Redis; one has none. */
export async function startMadang(count: number): Promise<LoadService> {
  const redis = count > 1 ? await startRedis() : null;
  const env = redis ? { ...ENVIRONMENT, REDIS_URL: redis.url } : ENVIRONMENT;
  const servers = await Promise.all(Array.from({ length: count }, () => startServer(env)));
  return {
    name: count === 1 ? 'Madang' : `Madang, ${count} processes and Redis`,
    kind: 'madang',
    urls: servers.map(({ url }) => url.replace('localhost', '127.0.0.1')),
    peersUrl: null,
    ...measured(servers.map(({ child }) => child)),
    async stop() {
      await Promise.all(servers.map((server) => server.kill()));
      await redis?.close();
    },
  };
}
