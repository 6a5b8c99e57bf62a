import { isIP } from 'node:net';
import * as v from 'valibot';
import { passwordMistake } from './admin/password.ts';
import type { IceConfig } from './ice/ice-config.ts';
import { iceContradictions, iceEntries, toIceConfig } from './ice/ice-environment.ts';
import { origin, originList } from './origins.ts';
import { secretMistakes } from './secrets.ts';

export interface Config {
  readonly port: number;
  /** The address to listen on; null for all of them. */
  readonly host: string | null;
  /** Null when unset: the process then makes its own, and tickets end with it. */
  readonly secret: string | null;
  /** Where the site begins behind a proxy that shares its host with others: `/video`; empty for the host itself. */
  readonly basePath: string;
  readonly roomCapacity: number;
  /** How long a participant whose socket dropped keeps their place. */
  readonly graceMs: number;
  readonly logLevel: string;
  /** Set by `npm run dev`: pages reload when the server starts anew. */
  readonly isDevelopment: boolean;
  /** How many proxies in front are believed about where a request comes from; null when nobody said. */
  readonly trustProxy: number | null;
  /** Limits per address and in all. */
  readonly areLimitsOn: boolean;
  /** How many connections of each kind, Socket.IO and PeerServer, are open at once. */
  readonly maxSockets: number;
  /** Where people reach the service, as an origin. */
  readonly publicUrl: string | null;
  /** Other origins whose pages may open sockets. */
  readonly allowedOrigins: readonly string[];
  /** Whether hosts can list their rooms for everybody to see. */
  readonly arePublicRoomsOn: boolean;
  /** Where the processes of one service meet; null for a service of one process. */
  readonly redisUrl: string | null;
  /** The password of /admin, or a hash of it; null where there is no such page. */
  readonly adminPassword: string | null;
  /** The token of requests for /metrics; null where there is no such page. */
  readonly metricsToken: string | null;
  readonly ice: IceConfig;
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; mistakes: readonly string[] };

const onOrOff = v.picklist(['on', 'off'], 'must be on or off');

const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return v.pipe(
    v.string(),
    v.regex(/^\d+$/, message),
    v.transform(Number),
    v.minValue(min, message),
    v.maxValue(max, message),
  );
};

const isHost = (host: string): boolean => isIP(host) > 0 || /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i.test(host);

const isRedisUrl = (url: string): boolean => URL.canParse(url) && /^rediss?:$/.test(new URL(url).protocol);

const MAX_PROXIES = 10;

/** 20,000 participants, and those who are at the door or connect anew. */
const DEFAULT_MAX_SOCKETS = '24000';

/** Segments that need no encoding, and none that only has dots: a browser would resolve that. */
const BASE_PATH = /^(?:\/(?!\.+(?:\/|$))[\w.~-]+)*\/?$/;

const basePath = v.pipe(
  v.string(),
  v.regex(BASE_PATH, 'must be a path such as /video, of letters, digits, and . _ ~ -'),
  v.transform((path) => path.replace(/\/$/, '')),
);

/** A shorter one can be found by trying: anybody with a ticket can test offline which SECRET signed it. */
const MIN_SECRET_LENGTH = 32;
const SECRET_TOO_SHORT = `must have at least ${MIN_SECRET_LENGTH} characters, such as the output of "openssl rand -hex 32"`;

const adminPassword = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? passwordMistake(dataset.value) : null;
    if (message !== null) addIssue({ message });
  }),
);

const environment = v.object({
  PORT: v.optional(wholeNumber(0, 65_535), '3000'),
  HOST: v.optional(v.pipe(v.string(), v.check(isHost, 'must be an address or a name to listen on, without a port'))),
  BASE_PATH: v.optional(basePath, ''),
  SECRET: v.optional(v.pipe(v.string(), v.minLength(MIN_SECRET_LENGTH, SECRET_TOO_SHORT))),
  ROOM_CAPACITY: v.optional(wholeNumber(2, 16), '8'),
  GRACE_SECONDS: v.optional(wholeNumber(1, 600), '30'),
  LOG_LEVEL: v.optional(
    v.picklist(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    ),
    'info',
  ),
  NODE_ENV: v.optional(v.string()),
  TRUST_PROXY: v.optional(wholeNumber(0, MAX_PROXIES)),
  LIMITS: v.optional(onOrOff, 'on'),
  PUBLIC_ROOMS: v.optional(onOrOff, 'on'),
  ADMIN_PASSWORD: v.optional(adminPassword),
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(MIN_SECRET_LENGTH, SECRET_TOO_SHORT))),
  MAX_SOCKETS: v.optional(wholeNumber(10, 1_000_000), DEFAULT_MAX_SOCKETS),
  PUBLIC_URL: v.optional(origin),
  ALLOWED_ORIGINS: v.optional(originList),
  REDIS_URL: v.optional(
    v.pipe(v.string(), v.check(isRedisUrl, 'must be a URL that begins with redis:// or rediss://')),
  ),
  ...iceEntries,
});

const clusterContradictions = ({ REDIS_URL, SECRET }: v.InferOutput<typeof environment>): string[] =>
  REDIS_URL !== undefined && SECRET === undefined
    ? [
        'SECRET: must be set, the same for all processes, when REDIS_URL is: otherwise one refuses the tickets of another',
      ]
    : [];

/** Reads the environment, or tells every mistake in it, each with the variable's name. Empty means unset. */
export function readConfig(rawEnv: Readonly<Record<string, string | undefined>>): ConfigResult {
  const env = Object.fromEntries(Object.entries(rawEnv).filter(([, value]) => value !== ''));
  const parsed = v.safeParse(environment, env);
  const unusableSecrets = secretMistakes(env);
  if (!parsed.success) {
    const issues = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? '?'}: ${issue.message}`);
    return { ok: false, mistakes: [...unusableSecrets, ...issues] };
  }

  const mistakes = [...unusableSecrets, ...clusterContradictions(parsed.output), ...iceContradictions(parsed.output)];
  if (mistakes.length > 0) return { ok: false, mistakes };

  const { PORT, HOST, BASE_PATH, SECRET, ROOM_CAPACITY, GRACE_SECONDS, LOG_LEVEL, NODE_ENV } = parsed.output;
  const { TRUST_PROXY, LIMITS, MAX_SOCKETS, PUBLIC_URL, ALLOWED_ORIGINS } = parsed.output;
  const { PUBLIC_ROOMS, REDIS_URL, ADMIN_PASSWORD, METRICS_TOKEN } = parsed.output;
  return {
    ok: true,
    config: {
      port: PORT,
      host: HOST ?? null,
      basePath: BASE_PATH,
      secret: SECRET ?? null,
      roomCapacity: ROOM_CAPACITY,
      graceMs: GRACE_SECONDS * 1000,
      logLevel: LOG_LEVEL,
      isDevelopment: NODE_ENV === 'development',
      trustProxy: TRUST_PROXY ?? null,
      areLimitsOn: LIMITS === 'on',
      maxSockets: MAX_SOCKETS,
      publicUrl: PUBLIC_URL ?? null,
      allowedOrigins: ALLOWED_ORIGINS ?? [],
      arePublicRoomsOn: PUBLIC_ROOMS === 'on',
      redisUrl: REDIS_URL ?? null,
      adminPassword: ADMIN_PASSWORD ?? null,
      metricsToken: METRICS_TOKEN ?? null,
      ice: toIceConfig(parsed.output),
    },
  };
}
