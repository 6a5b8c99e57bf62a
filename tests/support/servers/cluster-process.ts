import { startBalancer } from './balancer.ts';
import { startRedis, type TestRedis } from './redis.ts';
import { startServer, type ServerProcess } from './server-process.ts';

/** Two processes behind a balancer, and the Redis in which they meet: to a test it looks like one server. */
export interface ServerCluster extends ServerProcess {
  readonly redis: TestRedis;
  readonly processes: readonly [ServerProcess, ServerProcess];
  close(): Promise<void>;
}

export async function startCluster(env: Record<string, string> = {}): Promise<ServerCluster> {
  const redis = await startRedis();
  const start = (): Promise<ServerProcess> => startServer({ ...env, REDIS_URL: redis.url });
  const processes = await Promise.all([start(), start()]);
  const balancer = await startBalancer(processes.map(({ url }) => url));
  const [first] = processes;

  return {
    redis,
    processes,
    url: balancer.url,
    get child() {
      return first.child;
    },
    async kill() {
      await Promise.all(processes.map((each) => each.kill()));
    },
    async start() {
      await Promise.all(processes.map((each) => each.start()));
    },
    async close() {
      await balancer.close();
      await Promise.all(processes.map((each) => each.kill()));
      await redis.close();
    },
  };
}
