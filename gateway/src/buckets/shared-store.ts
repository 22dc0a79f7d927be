import { createHash } from 'node:crypto';
import type { Logger } from '@cartograph/kit/log';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { createMemoryStore, type Store } from '#buckets/memory-store';

/** A server that replicas count on together. */
export interface SharedServer {
  /** Takes `points` out of the key's bucket; rejects with what the library says of an empty one, or of a server that is away. */
  consume: (size: number, key: string, points: number) => Promise<unknown>;
  /** Nobody waits longer for it. */
  deadlineMs: number;
  close: () => Promise<void>;
}

/** While the server is away not each buyer waits for it. */
const awayMs = 2_000;

/**
 * Buckets that all replicas share. A store that is away never stops the shop: this process counts by itself meanwhile, and the log says so
 * once. What is kept there names nobody: keys are hashes.
 */
export function openSharedStore({ consume, deadlineMs, close }: SharedServer, log: Logger): Store {
  const fallback = createMemoryStore();
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
        await within(deadlineMs, consume(size, createHash('sha256').update(key).digest('base64url'), Math.min(points, size)));
        if (told) log.warn('the store of rate limits answers again');
        told = false;
        return 0;
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
        away(error);
        return fallback.take(key, points, size);
      }
    },
    close,
  };
}

async function within(ms: number, answer: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  answer.catch(() => undefined);
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One for each size that is asked for, of which there are as many as kinds. */
export function limitersBySize<Limiter>(make: (size: number) => Limiter): (size: number) => Limiter {
  const limiters = new Map<number, Limiter>();
  return (size) => {
    const limiter = limiters.get(size) ?? make(size);
    limiters.set(size, limiter);
    return limiter;
  };
}
