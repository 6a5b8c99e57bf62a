import { createServer, type Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { constants } from 'node:zlib';
import compression from 'compression';
import express, { Router } from 'express';
import { createSharedLimiter } from './cluster/limiter.ts';
import { connectRedis } from './cluster/redis.ts';
import type { Config } from './config.ts';
import { createAdmit } from './http/admission.ts';
import { createApi } from './http/api.ts';
import { readAssets } from './http/assets.ts';
import { createBrowserCookie } from './http/browser-cookie.ts';
import { createDevReload } from './http/dev-reload.ts';
import { createErrorSender, notFound, onRequestError } from './http/errors.ts';
import { createTranslations } from './http/i18n.ts';
import { createInstallable } from './http/installable.ts';
import { createLimited } from './http/limited.ts';
import { createOpenRoom } from './http/open-room.ts';
import { createOwnHosts } from './http/own-hosts.ts';
import { createPages } from './http/pages.ts';
import { createPublicRooms } from './http/public-rooms.ts';
import { createToPath } from './http/paths.ts';
import { securityHeaders } from './http/security.ts';
import { prepareExpress } from './http/prepare-express.ts';
import { createStaticFiles } from './http/static-files.ts';
import { createIceGrants } from './ice/ice-grants.ts';
import { createIceProvider } from './ice/create-ice-provider.ts';
import { steadyNow } from './ops/clock.ts';
import { createHealth } from './ops/health.ts';
import { createErrorLog } from './ops/error-log.ts';
import { countPeople } from './admin/overview.ts';
import { createAdministration } from './administration.ts';
import { createListings } from './listings.ts';
import type { CreateLimiter } from './limits/limits.ts';
import { createLinkReports } from './ops/link-reports.ts';
import type { Log } from './ops/log.ts';
import { createMetrics } from './ops/metrics.ts';
import type { Warning } from './ops/recent-warnings.ts';
import { createShutdown } from './ops/shutdown.ts';
import { PEER_SERVER_PATH, SOCKET_IO_PATH } from '../shared/protocol.ts';
import { createProtection } from './protection.ts';
import { createRoomService } from './room-service.ts';
import { announcer } from './signalling/audience.ts';
import { serveRooms } from './signalling/gateway.ts';
import { createNetworkOf } from './signalling/network-of.ts';
import { membershipRenewal } from './signalling/membership-renewal.ts';
import { mountPeerServer } from './signalling/peer/peer-server.ts';
import { createSocketServer } from './signalling/socket-server.ts';
import { routeUpgrades } from './signalling/upgrade.ts';
import { createBrowserIds } from './tickets/browser-ids.ts';
import { createPeerTokens } from './tickets/peer-tokens.ts';
import { createTickets } from './tickets/tickets.ts';

export interface App {
  /** Not listening yet. */
  readonly server: Server;
  /** Tells every client to come back later, takes no new ones, and lets requests under way finish. Idempotent. */
  close(): Promise<void>;
}

/** Of Brotli for pages, which are compressed anew for each visit: 6 % smaller than 4, the default, for 0.3 ms more. */
const PAGE_QUALITY = 5;

/** How often grace times are looked at: a ghost stays at most this much longer than it may. */
const EXPIRY_INTERVAL_MS = 1000;

/** Texts that are not a room's page. */
const DOCUMENTS = ['/open', '/offline', '/manifest.webmanifest', '/service-worker.js'];

const projectPath = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What the build writes last. */
export const MANIFEST = projectPath('dist/manifest.json');

export interface AppOptions {
  /** For durations and revisions, as steadyNow tells it. */
  readonly now?: () => number;
  /** The last warnings of the log, for the admin's page. */
  readonly warnings?: readonly Warning[];
  /** Keeps the counts of what each address asks for, where no Redis does. */
  readonly createLimiter?: CreateLimiter;
}

export function createApp(
  config: Config,
  log: Log,
  { now: ownNow = steadyNow, warnings = [], createLimiter }: AppOptions = {},
): App {
  const errors = createErrorLog(log, ownNow);
  const onError = errors.report;

  const app = express();
  const server = createServer(app);
  const { basePath } = config;
  const toPath = createToPath(basePath);
  const shutdown = createShutdown(server);
  let closed: Promise<void> | null = null;

  const redis = config.redisUrl === null ? null : connectRedis(config.redisUrl, onError);
  const protection = createProtection(config, errors, redis ? createSharedLimiter(redis) : createLimiter);
  const { addressOf, limits } = protection;
  const places = protection.createPlaces('Socket.IO');
  const peerPlaces = protection.createPlaces('PeerServer');

  // A ticket is also read by other processes, and so dated by the time of day.
  const signing = { secret: config.secret ?? randomBytes(32).toString('hex'), now: Date.now };
  const tickets = createTickets(signing);
  const peerTokens = createPeerTokens(signing);
  const { io, callerOf } = createSocketServer(server, {
    path: toPath(SOCKET_IO_PATH),
    admit: protection.admitSocket,
    addressOf,
    places,
    limits,
    tickets,
    now: ownNow,
  });
  const announce = announcer(io);
  const links = createLinkReports();
  const { rooms, store, maintenance, proofs, relay, elsewhere, now, end } = createRoomService(config, {
    ownNow,
    redis,
    secret: signing.secret,
    tell(roomId, news, room) {
      announce(roomId, news);
      administration?.learn(news.facts);
      links.learn(news.facts);
      listings?.note(room);
      renewMemberships(news, room);
    },
    onRelayed: (outcome) => metrics?.noteRelayed(outcome),
    onOutlived: () => io.disconnectSockets(true),
    onError,
  });
  const renewMemberships = membershipRenewal(io, proofs.memberships);
  const listings = config.arePublicRoomsOn
    ? createListings({ io, callerOf, limits, isLimitedPerAddress: config.areLimitsOn, capacity: config.roomCapacity })
    : null;

  const metrics = createMetrics(config.metricsToken, {
    countPeople: async () => countPeople(await store.all()),
    sockets: () => ({ rooms: places.open, peer: peerPlaces.open }),
    isRedisUp: redis && (() => redis.isUp),
    links,
  });

  const translations = createTranslations(projectPath('public/locales'));
  const assets = readAssets(MANIFEST, toPath);
  const sendError = createErrorSender(assets, translations, toPath);
  const provider = createIceProvider(config.ice, {
    now: Date.now,
    onError: (error) => log.warn(error, 'no TURN credentials could be had'),
  });
  const grants = createIceGrants({ provider, config: config.ice, now: Date.now });
  const browserCookie = createBrowserCookie(createBrowserIds(signing), toPath('/'));
  const admit = createAdmit({ rooms, tickets, peerTokens, grants });

  const administration = createAdministration({
    ...{ config, io, callerOf, rooms, store, maintenance, links, errors, now, warnings },
    ...{ addressOf, assets, translations, toPath, sendError },
    sockets: () => ({ sockets: places.open, peerSockets: peerPlaces.open }),
  });

  prepareExpress(app, { trustProxy: config.trustProxy, isDevelopment: config.isDevelopment, toPath, projectPath });
  app.use(...securityHeaders());
  // Platforms ask at the root, a proxy may let through only what is below the base path.
  const health = createHealth({
    facts: () => ({
      sockets: { open: places.open, limit: places.limit },
      peerSockets: { open: peerPlaces.open, limit: peerPlaces.limit },
    }),
    notReady() {
      if (closed !== null) return 'draining';
      return redis?.isUp === false ? 'redis' : null;
    },
  });
  app.use(health);
  app.use(toPath('/'), health);
  if (metrics) app.use(metrics.router);
  if (basePath !== '') app.get('/', (_request, response) => response.redirect(302, toPath('/')));
  const peerServer = mountPeerServer(app, server, {
    path: toPath(PEER_SERVER_PATH),
    relay,
    places: peerPlaces,
    addressOf,
    inTurn: protection.inTurn,
    onError: (error) => log.debug(error),
  });

  const site = Router();
  const limited = createLimited({ limits, addressOf, sendError });
  const folders = { assets: projectPath('dist/assets'), icons: projectPath('public/icons') };
  site.use(createStaticFiles({ ...folders, limited: limited('asset') }));
  if (config.isDevelopment) site.use(createDevReload());
  site.use('/api/rooms/:room/ticket', limited('ticket'));
  site.use('/api/rooms/:room/leave', limited('leave'));
  site.use(['/api/version', ...DOCUMENTS], limited('document'));
  site.use('/api', createApi({ admit, browserCookie, rooms, tickets, sendError }));
  // A page is mostly its catalogue. It holds no secret that is the same for two visits, so its length tells nobody any
  // (https://www.breachattack.com).
  site.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: PAGE_QUALITY } } }));
  site.use(createInstallable({ assets, translations, toPath, workerFile: projectPath('dist/service-worker.js') }));
  const ownHosts = createOwnHosts({ publicUrl: config.publicUrl, isProxyTrusted: (config.trustProxy ?? 0) > 0 });
  site.use(createOpenRoom({ assets, translations, toPath, ownHosts }));
  site.use('/:room', limited('page'));
  if (listings) {
    site.use(createPublicRooms({ all: listings.all, assets, translations, basePath, toPath, ownHosts }));
  }
  if (administration) site.use('/admin', administration.router);
  const offers = { hasPublicRooms: listings !== null, wantsReports: administration !== null || metrics !== null };
  const pages = { admit, browserCookie, assets, translations, basePath, toPath, sendError };
  site.use(createPages({ ...pages, ...offers, isPaused: maintenance.isPaused }));
  app.use(toPath('/'), site);
  app.use(limited('document'), notFound(sendError));
  app.use(onRequestError(sendError, onError));

  serveRooms({
    ...{ io, rooms, elsewhere, limits, grants, listings, now, onError },
    networkOf: createNetworkOf(signing.secret),
    onLinkReport: links.note,
    onAnswered: (event, outcome, durationMs) => metrics?.noteRequest(event, outcome, durationMs / 1000),
  });
  routeUpgrades(server, { admit: protection.admitSocket, peerTokens, peerServer, toPath, onError });
  const expiry = setInterval(() => void rooms.expire().catch(onError), EXPIRY_INTERVAL_MS);

  async function closeAll(): Promise<void> {
    clearInterval(expiry);
    listings?.close();
    administration?.close();
    metrics?.close();
    peerServer.close();
    await Promise.all([io.close(), shutdown.drain()]);
    await end();
    redis?.close();
  }
  return {
    server,
    close: () => (closed ??= closeAll()),
  };
}
