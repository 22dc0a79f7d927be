import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { startSilentProxy } from '@cartograph/kit/testing/silent-proxy';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openPostgresStore } from '#buckets/postgres-store';

function open(url: string, deadlineMs = 10_000) {
  const lines: unknown[] = [];
  const log = Object.assign(silentLog(), { warn: (first: unknown, second?: unknown) => void lines.push(second ?? first) });
  const store = openPostgresStore(url, log, deadlineMs);
  onTestFinished(() => store.close());
  return { store, lines };
}

const sharedAgain = 'the store of rate limits answers again';

it('two gateways share one bucket on a PostgreSQL server, from their first request on', async () => {
  const url = await freshDatabaseUrl('products');
  const [one, two] = [open(url), open(url)];
  const taken = await Promise.all(
    Array.from({ length: 4 }, () => [one, two])
      .flat()
      .map(async ({ store }) => store.take('ada', 1, 8)),
  );
  expect(taken).toEqual(Array(8).fill(0));
  expect(await one.store.take('ada', 1, 8)).toBeGreaterThan(0);
  expect(await two.store.take('ada', 1, 8)).toBeGreaterThan(0);
  expect(await two.store.take('ada', 1, 8)).toBeLessThanOrEqual(60_000);
  expect(await two.store.take('grace', 1, 8)).toBe(0);
  expect([...one.lines, ...two.lines]).toEqual([]);
});

it('without a shared server each gateway gives as much again', async () => {
  const [one, two] = [open('postgres://127.0.0.1:1/none'), open('postgres://127.0.0.1:1/none')];
  for (const { store } of [one, two]) {
    for (let taken = 0; taken < 3; taken += 1) expect(await store.take('ada', 1, 3)).toBe(0);
    expect(await store.take('ada', 1, 3)).toBeGreaterThan(0);
  }
  expect(one.lines).toHaveLength(1);
});

it('while the server is silent each gateway counts by itself, says so once, and shares again when it is back', async () => {
  const proxy = await startSilentProxy(await freshDatabaseUrl('products'));
  onTestFinished(() => proxy.stop());
  const { store, lines } = open(proxy.url, 2_000);
  expect(await store.take('ada', 1, 3)).toBe(0);
  proxy.silence();
  proxy.serve(false);
  for (let taken = 0; taken < 3; taken += 1) expect(await store.take('hopper', 1, 3)).toBe(0);
  expect(await store.take('hopper', 1, 3)).toBeGreaterThan(0);
  expect(lines).toHaveLength(1);
  proxy.serve(true);
  await vi.waitFor(
    async () => {
      await store.take(`probe ${performance.now()}`, 1, 7);
      expect(lines).toContain(sharedAgain);
    },
    { timeout: 20_000, interval: 200 },
  );
  // What was taken there before is remembered there.
  for (let taken = 0; taken < 2; taken += 1) expect(await store.take('ada', 1, 3)).toBe(0);
  expect(await store.take('ada', 1, 3)).toBeGreaterThan(0);
});
