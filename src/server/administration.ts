import { Router } from 'express';
import type { AdminAction, AdminFigures, AdminWarning } from '../shared/admin/admin.ts';
import type { Fact } from '../shared/protocol.ts';
import { ok, type Result } from '../shared/result.ts';
import { createDoor, type DoorOptions } from './admin/door.ts';
import { createJoinCounts } from './admin/join-counts.ts';
import type { LinkReports } from './ops/link-reports.ts';
import { createLiveEvents } from './admin/live-events.ts';
import { createLoginLimit } from './admin/login-limit.ts';
import { countPeople, findRooms } from './admin/overview.ts';
import { readPassword, type Password } from './admin/password.ts';
import { createAdminRoutes } from './admin/routes.ts';
import { createSessions } from './admin/sessions.ts';
import { createSocketIoPage } from './admin/socketio-page.ts';
import { readVersions } from './admin/versions.ts';
import { createVitals } from './ops/vitals.ts';
import type { Config } from './config.ts';
import { createIsOwnOrigin } from './limits/origin.ts';
import type { ErrorLog } from './ops/error-log.ts';
import type { Maintenance } from './rooms/maintenance.ts';
import type { Rooms, RoomStore } from './rooms/rooms.ts';
import { createServiceNotice } from './signalling/service-notice.ts';
import type { SocketServer } from './signalling/socket-server.ts';

/** The admin's page and all that it needs; only where `ADMIN_PASSWORD` is set. */
export interface Administration {
  /** To be mounted at /admin. */
  readonly router: Router;
  /** Counts what happens in rooms. */
  learn(facts: readonly Fact[]): void;
  close(): void;
}

export interface AdministrationOptions
  extends SocketServer, Omit<DoorOptions, 'password' | 'sessions' | 'loginLimit' | 'isOwnOrigin' | 'onRefused'> {
  readonly config: Config;
  readonly rooms: Pick<Rooms, 'endByAdmin' | 'removeByAdmin'>;
  readonly store: Pick<RoomStore, 'all'>;
  readonly maintenance: Maintenance;
  readonly sockets: () => Pick<AdminFigures, 'sockets' | 'peerSockets'>;
  readonly links: Pick<LinkReports, 'total'>;
  readonly warnings: readonly AdminWarning[];
  readonly errors: ErrorLog;
  readonly now: () => number;
}

const EXPIRY_INTERVAL_MS = 10_000;

/** @returns null where `ADMIN_PASSWORD` is not set */
export function createAdministration(options: AdministrationOptions): Administration | null {
  const { adminPassword } = options.config;
  return adminPassword === null ? null : administer(options, readPassword(adminPassword));
}

function administer(options: AdministrationOptions, password: Password): Administration {
  const { io, callerOf, config, rooms, store, maintenance, sockets, links, warnings, errors, now } = options;
  const sessions = createSessions(now);
  const isOwnOrigin = createIsOwnOrigin({
    publicUrl: config.publicUrl,
    allowedOrigins: [],
    isProxyTrusted: (config.trustProxy ?? 0) > 0,
  });
  const door = createDoor({
    ...options,
    password,
    sessions,
    loginLimit: createLoginLimit(),
    isOwnOrigin,
    onRefused: () => errors.warn('somebody tried a wrong password at /admin'),
  });
  const say = createServiceNotice(io);
  const joins = createJoinCounts(now);
  const vitals = createVitals();

  async function readFigures(): Promise<AdminFigures> {
    const counts = countPeople(await store.all());
    const live = { joins: joins.read(), links: links.total(), isMaintained: maintenance.isOn };
    return { ...counts, ...sockets(), ...live, ...vitals.read() };
  }

  const events = createLiveEvents({
    readShared: async () => ({ figures: await readFigures(), warnings }),
    readRooms: async (query) => findRooms(await store.all(), query),
    onError: errors.report,
  });

  async function act(action: AdminAction): Promise<Result<null>> {
    switch (action.type) {
      case 'close-room':
        return rooms.endByAdmin(action.room);
      case 'remove':
        return rooms.removeByAdmin(action.room, action.id);
      case 'say':
        say(action.text);
        return ok(null);
      case 'maintain':
        maintenance.set(action.isOn);
        return ok(null);
    }
  }

  const router = Router();
  const socketIoPage = createSocketIoPage({
    io,
    door,
    isOwnOrigin,
    onAdmitted: ({ conn }) => callerOf(conn)?.place.settle(),
  });
  router.use(door.router);
  router.use('/socketio', socketIoPage);
  router.use(createAdminRoutes({ ...options, basePath: config.basePath, door, events, act, versions: readVersions() }));

  const expiry = setInterval(() => sessions.expire(), EXPIRY_INTERVAL_MS);

  return {
    router,
    learn(facts) {
      for (const fact of facts) if (fact.type === 'participant:joined') joins.add();
    },
    close() {
      clearInterval(expiry);
      events.close();
      vitals.close();
    },
  };
}
