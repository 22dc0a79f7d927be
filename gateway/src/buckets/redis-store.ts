import type { Logger } from '@cartograph/kit/log';
import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Store } from '#buckets/memory-store';
import { limitersBySize, openSharedStore } from '#buckets/shared-store';

/** A buyer does not wait longer for permission. */
const usualDeadlineMs = 40;

/** On a server that speaks Redis' protocol. */
export function openRedisStore(url: string, log: Logger, deadlineMs = usualDeadlineMs): Store {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    commandTimeout: deadlineMs,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  // Refusals are told where they are met; without a listener the client prints each.
  redis.on('error', () => undefined);
  const limiterOf = limitersBySize(
    (size) => new RateLimiterRedis({ storeClient: redis, points: size, duration: 60, keyPrefix: 'cartograph' }),
  );
  const consume = (size: number, key: string, points: number) => limiterOf(size).consume(key, points);
  return openSharedStore({ consume, deadlineMs, close: async () => redis.disconnect() }, log);
}
