import * as v from 'valibot';

/**
 * How many of a page's links are in which state: numbers, and nothing that tells whose. A page says so only to a server
 * that has an admin page or metrics (`PageData.wantsReports`).
 */
export interface LinkReport {
  readonly live: number;
  readonly connecting: number;
  readonly mending: number;
  /** Could not be made so far; the page tries on. */
  readonly failed: number;
}

/** More than a room has people. */
const MAX_LINKS = 64;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_LINKS));

export const linkReportSchema = v.object({ live: count, connecting: count, mending: count, failed: count });
