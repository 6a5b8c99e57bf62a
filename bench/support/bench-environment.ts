/**
 * For the server of a benchmark: everybody comes from one machine, and many of them (docs/configuration.md). What is
 * measured must not depend on how often it was.
 */
export const BENCH_ENVIRONMENT = { LIMITS: 'off' };
