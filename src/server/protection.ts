import type { Config } from './config.ts';
import { createAddressOf, type AddressOf, type ClientAddress } from './limits/client-address.ts';
import { createLimits, type CreateLimiter, type Limits } from './limits/limits.ts';
import { createIsOwnOrigin } from './limits/origin.ts';
import { createPlaces, type Places } from './limits/places.ts';
import { createTurns, type Turns } from './limits/turns.ts';
import type { ErrorLog } from './ops/error-log.ts';
import { createAdmitSocket, type AdmitSocket } from './signalling/admit-socket.ts';

/** What keeps one visitor from taking the service from the others, as the configuration wants it. */
export interface Protection {
  readonly addressOf: AddressOf;
  readonly limits: Limits;
  readonly admitSocket: AdmitSocket;
  /** Runs a task when it is its address's turn. */
  inTurn(address: ClientAddress, task: () => void): void;
  /** For the connections of one kind. */
  createPlaces(kind: string): Places;
}

/** Six for each page of a school. */
const MAX_SOCKETS_PER_ADDRESS = 2000;

const ADDRESSES_UNKNOWN =
  'requests come through a proxy, and TRUST_PROXY is not set: limits per address are off, and only those for all ' +
  'together apply (docs/configuration.md)';

/** What is allowed waits for its address's turn. */
const takeInTurns = (limits: Limits, turns: Turns): Limits => ({
  ...limits,
  async take(kind, address) {
    const isAllowed = await limits.take(kind, address);
    if (isAllowed && address !== null) await turns.wait(address);
    return isAllowed;
  },
});

/** @param createLimiter keeps the counts for all processes, where there are several */
export function createProtection(config: Config, errors: ErrorLog, createLimiter?: CreateLimiter): Protection {
  const { trustProxy, areLimitsOn, maxSockets, publicUrl, allowedOrigins } = config;
  const addressOf = createAddressOf({ trustProxy, onUnknown: () => errors.warn(ADDRESSES_UNKNOWN) });
  const turns = createTurns({
    now: () => performance.now(),
    usedMs() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    schedule(task, afterMs) {
      if (afterMs > 0) setTimeout(task, afterMs);
      else setImmediate(task);
    },
  });
  const counted = createLimits({ isOn: areLimitsOn, onError: errors.report, createLimiter });
  const limits = areLimitsOn ? takeInTurns(counted, turns) : counted;
  const isOwnOrigin = createIsOwnOrigin({ publicUrl, allowedOrigins, isProxyTrusted: (trustProxy ?? 0) > 0 });
  return {
    addressOf,
    limits,
    inTurn(address, task) {
      if (areLimitsOn && address !== null) turns.run(address, task);
      else task();
    },
    admitSocket: createAdmitSocket({ addressOf, limits, isOwnOrigin }),
    createPlaces: (kind) =>
      createPlaces({
        limit: maxSockets,
        perAddress: areLimitsOn ? MAX_SOCKETS_PER_ADDRESS : Infinity,
        onFull: () => errors.warn(`all places for ${kind} connections are taken (MAX_SOCKETS)`),
      }),
  };
}
