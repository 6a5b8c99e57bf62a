/**
 * Milliseconds since about the epoch, and never less than before: the time of day at the process's start, and the time
 * since. For durations, and for revisions, which must grow over a restart too. The time of day itself jumps
 * when the clock is set. It is for what other machines read.
 */
export const steadyNow = (): number => Math.floor(performance.timeOrigin + performance.now());
