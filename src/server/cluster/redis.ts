import { createClient } from 'redis';

/** What is used of Redis: scripts and commands on one connection, channels on another. */
export interface Redis {
  /** For libraries that make their own commands. */
  readonly client: RedisClient;
  /** Whether Redis answered last time. */
  readonly isUp: boolean;
  /** Runs commands; null when Redis is away, or does not answer in time. */
  attempt<T>(commands: (client: RedisClient) => Promise<T>): Promise<T | null>;
  /** Resolves once messages arrive; false when Redis is away. The subscription then begins when Redis is back. */
  subscribe(channel: string, listener: ChannelListener): Promise<boolean>;
  unsubscribe(channel: string): void;
  /** Called each time Redis answers after it was away, subscriptions included. */
  onReturn(listener: () => void): void;
  close(): void;
}

/** One function for all channels: a channel that is subscribed to twice is still heard once. */
export type ChannelListener = (message: string, channel: string) => void;

export type RedisClient = ReturnType<typeof createClientFor>;

/** A Redis that is well answers within milliseconds. People who wait for a room get the sentence about it after this. */
const ANSWER_MS = 1500;

/** How often a Redis that was silent is asked whether it is back. */
const PROBE_MS = 1000;

/** How often a connection is tried while Redis is away. */
const RETRY_MS = { first: 100, most: 1000 };

const createClientFor = (url: string) =>
  createClient({
    url,
    // What cannot be asked now is refused now: the call goes on without Redis (docs/scaling.md).
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 5000,
      reconnectStrategy: (tries) => Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** Math.min(tries, 5)),
    },
    // Without it a connection that a firewall dropped looks open for minutes.
    pingInterval: 2000,
  });

function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Redis did not answer in time')), ANSWER_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/**
 * Connects, and stays connected. Never throws because Redis is away.
 * @param onError told of each failure; errors repeat while Redis is away
 */
export function connectRedis(url: string, onError: (error: unknown) => void): Redis {
  const commands = createClientFor(url);
  const channels = createClientFor(url);
  const listeners: (() => void)[] = [];
  const wanted = new Map<string, ChannelListener>();
  let wasUp = false;

  const isReady = (): boolean => commands.isReady && channels.isReady;

  function noteUp(): void {
    if (wasUp || !isReady()) return;
    wasUp = true;
    for (const listener of listeners) listener();
  }

  function noteDown(error: unknown): void {
    wasUp = false;
    onError(error);
  }

  /** What was asked for while Redis was away. The client itself renews what it had before. */
  async function renew(): Promise<void> {
    for (const [channel, listener] of wanted) await channels.subscribe(channel, listener);
  }

  /** After a pause in which Redis was silent nothing tells that it answers again, so it is asked. */
  const probing = setInterval(() => {
    if (!wasUp && isReady()) within(commands.ping()).then(renew).then(noteUp, onError);
  }, PROBE_MS);
  probing.unref();

  for (const client of [commands, channels]) {
    client.on('error', noteDown);
    client.on('ready', () => void (client === channels ? renew() : Promise.resolve()).then(noteUp, onError));
    client.connect().catch(onError);
  }

  return {
    client: commands,
    get isUp() {
      return wasUp;
    },
    async attempt(run) {
      if (!wasUp) return null;
      try {
        return await within(run(commands));
      } catch (error) {
        noteDown(error);
        return null;
      }
    },
    async subscribe(channel, listener) {
      wanted.set(channel, listener);
      if (!wasUp) return false;
      try {
        await within(channels.subscribe(channel, listener));
        return true;
      } catch (error) {
        noteDown(error);
        return false;
      }
    },
    unsubscribe(channel) {
      wanted.delete(channel);
      if (channels.isReady) channels.unsubscribe(channel).catch(onError);
    },
    onReturn: (listener) => void listeners.push(listener),
    close() {
      clearInterval(probing);
      for (const client of [commands, channels]) client.destroy();
    },
  };
}
