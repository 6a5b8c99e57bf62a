import { MAX_PAYLOAD_BYTES } from './frame.ts';

/**
 * How much of a file may be on its way: read, sent, and not yet written at the other end. A data channel alone would
 * fill every queue of the path, and voice and video would stand in those queues, too. So the delay until bytes are
 * written is watched, and as much is sent as keeps it little above the least delay seen: as LEDBAT does for background
 * transfers (RFC 6817), with the window update of FAST TCP. It also holds back when the receiver's disk is slow.
 * Pure.
 */
export interface FilePace {
  readonly windowBytes: number;
  /** The least delay seen: what the path takes without any queue. */
  readonly baseDelayMs: number | null;
}

/** What RFC 6817 allows a background transfer to add to the delay of everything else on the path. */
const TARGET_QUEUE_MS = 100;

const START_WINDOW_BYTES = 128 * 1024;
const MIN_WINDOW_BYTES = 32 * 1024;
/** What a page may have to keep in memory for one transfer, on either side. */
export const MAX_WINDOW_BYTES = 8 * 1024 * 1024;

/** A single late acknowledgement may come from a page that was busy. */
const MOST_GROWTH = 2;
const MOST_SHRINKING = 0.7;

/** A window that is not used says nothing about what the path would carry. */
const FULL = 0.5;

const MIN_PAYLOAD_BYTES = 8 * 1024;
/** Small enough that other transfers, and messages, do not wait long for their turn. */
const FRAMES_PER_WINDOW = 8;

export const newPace: FilePace = { windowBytes: START_WINDOW_BYTES, baseDelayMs: null };

/** To be called once for each window that has been written, with the delay of its newest byte. */
export function adapt(
  pace: FilePace,
  { delayMs, inFlightBytes }: { delayMs: number; inFlightBytes: number },
): FilePace {
  const measuredMs = Math.max(1, delayMs);
  const baseDelayMs = Math.min(pace.baseDelayMs ?? Infinity, measuredMs);
  const wanted = (baseDelayMs + TARGET_QUEUE_MS) / measuredMs;
  const most = inFlightBytes >= pace.windowBytes * FULL ? MOST_GROWTH : 1;
  const factor = Math.min(most, Math.max(MOST_SHRINKING, wanted));
  const windowBytes = Math.min(MAX_WINDOW_BYTES, Math.max(MIN_WINDOW_BYTES, Math.round(pace.windowBytes * factor)));
  return { windowBytes, baseDelayMs };
}

/** How many bytes to put into one frame. */
export const payloadBytes = ({ windowBytes }: FilePace): number =>
  Math.min(MAX_PAYLOAD_BYTES, Math.max(MIN_PAYLOAD_BYTES, Math.floor(windowBytes / FRAMES_PER_WINDOW)));
