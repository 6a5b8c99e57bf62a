import type { DirectionSample, LinkPath, LinkSample, VideoSample } from './link-sample.ts';

/** How a link does, as measured between two samples of it. */
export interface LinkQuality {
  readonly path: LinkPath | null;
  readonly roundTripMs: number | null;
  readonly availableBps: number | null;
  readonly received: DirectionQuality;
  readonly sent: DirectionQuality;
}

export interface DirectionQuality {
  readonly bitsPerSecond: number;
  /** 0 to 100; null while nothing was sent. */
  readonly lossPercent: number | null;
  /** How much of the time the picture stood still, 0 to 1. */
  readonly frozenShare: number;
  /** Null while no picture was sent. */
  readonly video: VideoSample | null;
}

/** Less is no measure of loss: one packet of ten is not ten percent. */
const FEWEST_PACKETS = 20;

function lossOf(lost: number, arrived: number): number | null {
  // A packet that arrives late after all is taken back from the count.
  const missing = Math.max(0, lost);
  return arrived + missing < FEWEST_PACKETS ? null : (100 * missing) / (arrived + missing);
}

function directionBetween(
  before: DirectionSample,
  after: DirectionSample,
  elapsedS: number,
  arrivedOf: (packets: number, lost: number) => number,
): DirectionQuality {
  const [packets, lost] = [after.packets - before.packets, after.packetsLost - before.packetsLost];
  const isPictureMoving = after.video !== null && after.video.framesPerSecond > 0;
  return {
    bitsPerSecond: Math.max(0, (8 * (after.bytes - before.bytes)) / elapsedS),
    lossPercent: lossOf(lost, arrivedOf(packets, lost)),
    frozenShare: Math.min(1, Math.max(0, (after.frozenS - before.frozenS) / elapsedS)),
    video: isPictureMoving ? after.video : null,
  };
}

/** Null where the two are no two moments of one connection: it was replaced between them, or no time has passed. */
export function qualityBetween(before: LinkSample, after: LinkSample): LinkQuality | null {
  const elapsedS = (after.at - before.at) / 1000;
  const isSameConnection = after.received.bytes >= before.received.bytes && after.sent.bytes >= before.sent.bytes;
  if (elapsedS <= 0 || !isSameConnection) return null;
  return {
    path: after.path,
    roundTripMs: after.roundTripMs,
    availableBps: after.availableBps,
    received: directionBetween(before.received, after.received, elapsedS, (packets) => packets),
    sent: directionBetween(before.sent, after.sent, elapsedS, (packets, lost) => Math.max(0, packets - lost)),
  };
}
