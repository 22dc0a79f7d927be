import { silentLog } from '@cartograph/kit/log';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openRedisStore } from '#buckets/redis-store';
import { prepareRedis, redisProgram } from '#testing/redis-server';

function open(url: string) {
  const lines: unknown[] = [];
  const log = Object.assign(silentLog(), { warn: (first: unknown, second?: unknown) => void lines.push(second ?? first) });
  const store = openRedisStore(url, log, 2_000);
  onTestFinished(() => store.close());
  return { store, lines };
}

const sharedAgain = 'the store of rate limits answers again';

describe.skipIf(!redisProgram)(`buckets on a Redis server${redisProgram ? '' : ' (skipped: redis-server is not installed here)'}`, () => {
  it('are shared by all replicas, and while it is away or stands still each counts by itself and nobody waits', async () => {
    const redis = await prepareRedis();
    onTestFinished(() => redis.stop());
    await redis.start();
    const [one, two] = [open(redis.url), open(redis.url)];
    // Each is connected once the store has answered it: before, it counts by itself.
    let probe = 0;
    const connected = async ({ store }: typeof one): Promise<void> => {
      await vi.waitFor(
        async () => {
          await store.take(`probe ${(probe += 1)}`, 1, 7);
          expect(await both(`seen ${probe}`)).toBe(true);
        },
        { timeout: 20_000, interval: 200 },
      );
    };
    /** What one takes, the other misses. */
    const both = async (key: string): Promise<boolean> => {
      await one.store.take(key, 7, 7);
      return (await two.store.take(key, 1, 7)) > 0;
    };
    await connected(one);
    for (let taken = 0; taken < 4; taken += 1) await Promise.all([one.store.take('ada', 1, 8), two.store.take('ada', 1, 8)]);
    expect(await one.store.take('ada', 1, 8)).toBeGreaterThan(0);
    expect(await two.store.take('ada', 1, 8)).toBeGreaterThan(0);

    redis.freeze();
    for (let taken = 0; taken < 3; taken += 1) expect(await one.store.take('grace', 1, 3)).toBe(0);
    expect(await one.store.take('grace', 1, 3)).toBeGreaterThan(0);
    expect(one.lines.filter((line) => line !== sharedAgain).length).toBeGreaterThan(0);
    redis.thaw();
    await connected(one);

    await redis.stop();
    expect(await two.store.take('hopper', 1, 3)).toBe(0);
    await redis.start();
    await connected(two);
  });
});

it('without any server buckets are each process’s own, and the log says so once', async () => {
  const { store, lines } = open('redis://127.0.0.1:1');
  for (let taken = 0; taken < 3; taken += 1) expect(await store.take('ada', 1, 3)).toBe(0);
  expect(await store.take('ada', 1, 3)).toBeGreaterThan(0);
  expect(lines).toHaveLength(1);
});
