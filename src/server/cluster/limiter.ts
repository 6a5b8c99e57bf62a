import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { CreateLimiter } from '../limits/limits.ts';
import type { Redis } from './redis.ts';

/** Counts for all processes together; while Redis is away each counts for itself. */
export const createSharedLimiter =
  (redis: Redis): CreateLimiter =>
  (options) => {
    const own = new RateLimiterMemory(options);
    const shared = new RateLimiterRedis({
      ...options,
      keyPrefix: `madang:limit:${options.keyPrefix ?? ''}`,
      storeClient: redis.client,
      useRedisPackage: true,
    });

    return {
      async consume(key, points) {
        const counted = await redis.attempt(() =>
          shared.consume(key, points).then(
            (allowed) => ({ allowed }),
            (refusal: unknown) => {
              if (refusal instanceof RateLimiterRes) return { refusal };
              throw refusal;
            },
          ),
        );
        if (counted === null) return own.consume(key, points);
        if ('refusal' in counted) throw counted.refusal as unknown as Error;
        return counted.allowed;
      },
      penalty: async (key, points) =>
        (await redis.attempt(() => shared.penalty(key, points))) ?? own.penalty(key, points),
    };
  };
