import { createHash } from 'node:crypto';
import type { Logger } from '@cartograph/kit/log';
import { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { createMemoryStore, type Store } from '#buckets/memory-store';

/** A buyer does not wait longer for permission; and while the store is away, not each of them waits. */
const usualDeadlineMs = 40;
const awayMs = 2_000;

/**
 * Buckets that all replicas share, on a server that speaks Redis' protocol. A store that is away never stops the shop: this process counts
 * by itself meanwhile, and the log says so once. What is kept there names nobody: keys are hashes.
 */
export function openRedisStore(url: string, log: Logger, deadlineMs = usualDeadlineMs): Store {
  const fallback = createMemoryStore();
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    commandTimeout: deadlineMs,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  // Refusals are told where they are met; without a listener the client prints each.
  redis.on('error', () => undefined);
  const limiters = new Map<number, RateLimiterRedis>();
  const limiterOf = (size: number): RateLimiterRedis => {
    const limiter = limiters.get(size) ?? new RateLimiterRedis({ storeClient: redis, points: size, duration: 60, keyPrefix: 'cartograph' });
    limiters.set(size, limiter);
    return limiter;
  };
  let awayUntil = 0;
  let told = false;
  const away = (err: unknown): void => {
    awayUntil = performance.now() + awayMs;
    if (!told) log.warn({ err }, 'the store of rate limits does not answer: this process counts by itself until it does');
    told = true;
  };
  return {
    take: async (key, points, size) => {
      if (performance.now() < awayUntil) return fallback.take(key, points, size);
      try {
        await limiterOf(size).consume(createHash('sha256').update(key).digest('base64url'), Math.min(points, size));
        if (told) log.warn('the store of rate limits answers again');
        told = false;
        return 0;
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
        away(error);
        return fallback.take(key, points, size);
      }
    },
    close: async () => redis.disconnect(),
  };
}
