import type { ConnectionId } from '../words.ts';

/** Finds encoders that have stopped: in phones and graphics cards some do, and say nothing. Has no clock. */
export interface EncoderWatch {
  /**
   * To be told of every measurement.
   *
   * @param sample null while nothing has to be encoded
   * @returns whether the encoder stands still; said once, then the watch begins anew
   */
  note(connection: ConnectionId, sample: EncoderSample | null, now: number): boolean;
  keepOnly(isThere: (connection: ConnectionId) => boolean): void;
}

export interface EncoderSample {
  readonly framesEncoded: number;
  /** What camera or screen delivered so far. */
  readonly sourceFrames: number;
}

/** A phone call of Android's, or a tab that comes back, holds an encoder up for about a second. */
const STILL_MS = 3000;
/** To begin takes longer: five people who come at once keep two cores busy for seconds. */
const FIRST_FRAME_MS = 6000;
/** A source that has delivered fewer frames in that time stands still itself, or nearly. */
const MOVING_FRAMES = 15;

export function createEncoderWatch(): EncoderWatch {
  /** Each encoder as it was when it last made progress. */
  const marks = new Map<ConnectionId, EncoderSample & { readonly at: number }>();

  return {
    note(connection, sample, now) {
      if (!sample) {
        marks.delete(connection);
        return false;
      }
      const mark = marks.get(connection);
      const hasMoved = mark?.framesEncoded !== sample.framesEncoded;
      const patienceMs = sample.framesEncoded === 0 ? FIRST_FRAME_MS : STILL_MS;
      const isStill =
        mark !== undefined &&
        !hasMoved &&
        now - mark.at >= patienceMs &&
        sample.sourceFrames - mark.sourceFrames >= MOVING_FRAMES;
      if (hasMoved || isStill) marks.set(connection, { ...sample, at: now });
      return isStill;
    },
    keepOnly(isThere) {
      for (const connection of marks.keys()) if (!isThere(connection)) marks.delete(connection);
    },
  };
}
