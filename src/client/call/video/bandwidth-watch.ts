import type { Allocation } from './uplink-budget.ts';
import type { PictureId } from '../words.ts';

/** Which of the browser's estimates are worth believing now. Has no clock: every call says what time it is. */
export interface BandwidthWatch {
  /** What a connection carries as the browser believes, kbit/s; null where it does not tell. */
  note(id: PictureId, connection: string, kbps: number | null, now: number): void;
  /** To be told of every allocation: an estimate is of what was sent. */
  follow(allocation: Allocation, now: number): void;
  availableKbps(id: PictureId, now: number): number | null;
}

/** A browser starts low, and finds out within this time what a connection carries. */
const SETTLE_MS = 5000;

/** A line that carries no video is not measured by it: after this time it is tried again, then less and less often. */
const FIRST_RETRY_MS = 5000;
const LAST_RETRY_MS = 60_000;

interface Line {
  readonly connection: string | null;
  readonly kbps: number | null;
  readonly activeSince: number | null;
  readonly heldBackSince: number | null;
  /** How long it stays held back before it is tried again; 0 when it has not been for long. */
  readonly retryMs: number;
}

const UNKNOWN: Line = {
  connection: null,
  kbps: null,
  activeSince: null,
  heldBackSince: null,
  retryMs: 0,
};

const nextRetryMs = (retryMs: number): number => Math.min(LAST_RETRY_MS, Math.max(FIRST_RETRY_MS, retryMs * 2));

export function createBandwidthWatch(): BandwidthWatch {
  const lines = new Map<PictureId, Line>();
  const lineOf = (id: PictureId): Line => lines.get(id) ?? UNKNOWN;

  function followed(line: Line, isActive: boolean, isHeldBack: boolean, now: number): Line {
    const isWell = line.activeSince !== null && now - line.activeSince > LAST_RETRY_MS;
    const retryMs = isWell ? 0 : line.retryMs;
    const isNewlyHeldBack = isHeldBack && line.heldBackSince === null;
    return {
      ...line,
      activeSince: isActive ? (line.activeSince ?? now) : null,
      heldBackSince: isHeldBack ? (line.heldBackSince ?? now) : null,
      retryMs: isNewlyHeldBack ? nextRetryMs(retryMs) : retryMs,
    };
  }

  return {
    note(id, connection, kbps, now) {
      const line = lineOf(id);
      const isNew = line.connection !== null && line.connection !== connection;
      lines.set(id, {
        ...line,
        connection,
        kbps,
        activeSince: isNew && line.activeSince !== null ? now : line.activeSince,
      });
    },
    follow({ encodings, heldBack }, now) {
      for (const id of lines.keys()) if (!encodings.has(id)) lines.delete(id);
      for (const [id, { isActive }] of encodings) lines.set(id, followed(lineOf(id), isActive, heldBack.has(id), now));
    },
    availableKbps(id, now) {
      const { kbps, activeSince, heldBackSince, retryMs } = lineOf(id);
      if (heldBackSince !== null) return now - heldBackSince < retryMs ? kbps : null;
      return activeSince !== null && now - activeSince >= SETTLE_MS ? kbps : null;
    },
  };
}
