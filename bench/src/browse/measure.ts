import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../drive.ts';
import { goodOf } from '../search/goods.ts';
import { skuOf } from './goods.ts';
import { pages } from './pages.ts';
import { type openShop, priceOf } from './shop.ts';

type Shop = Awaited<ReturnType<typeof openShop>>;

/** How long a page takes, asked by so many at once. */
export async function timePages(
  { ask }: Shop,
  kind: string,
  { clients, times, products }: { clients: number; times: number; products: number },
) {
  const asked = pages[kind];
  if (!asked) throw new Error(`nobody asks for ${kind}`);
  const took: number[] = [];
  const client = async (number: number): Promise<void> => {
    for (let turn = 0; turn < times; turn += 1) {
      const began = performance.now();
      await ask(asked((number * 9_973 + turn * 31) % products));
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return { p50: quantile(took, 0.5), p95: quantile(took, 0.95) };
}

/** Seconds until so many changes of prices, each an event of its own, are in the lists. */
export async function catchUp({ publish }: Shop, changes: number, products: number): Promise<number> {
  const began = performance.now();
  await publish(
    Array.from({ length: changes }, (_, index) => priceOf(skuOf(index % products, 0), 2 + Math.floor(index / products), 600 + index)),
  );
  return (performance.now() - began) / 1_000;
}

/**
 * The oldest that a page was, in ms after the event that changed it, while 20 prices a second change and readers look. `lateMs` tells each event so much
 * later than it happened: then it must be seen.
 */
export async function oldestPage(
  { ask, publish }: Shop,
  { readers, seconds, lateMs = 0 }: { readers: number; seconds: number; lateMs?: number },
) {
  const { id } = goodOf(1);
  const happened: number[] = [];
  let oldest = 0;
  let ended = false;
  const read = async (): Promise<void> => {
    while (!ended) {
      const began = performance.now();
      const { product } = await ask({ query: `{ product(id: "${id}") { priceRange { min { amount } } } }`, variables: {} });
      const amount = Number((product as { priceRange: { min: { amount: string } } }).priceRange.min.amount);
      // A price of one cent and more tells which change it is of: the next one had happened for so long when the page was asked for.
      const next = happened[Math.round(amount * 100)];
      if (amount < 1 && next !== undefined) oldest = Math.max(oldest, began - next);
      await sleep(5);
    }
  };
  const reading = Promise.all(Array.from({ length: readers }, read));
  const told: Promise<void>[] = [];
  // Newer than whatever was told before.
  const first = 1_000_000 + Math.floor(performance.now());
  const changes = Math.min(99, Math.round(seconds * 20));
  for (let change = 0; change < changes; change += 1) {
    happened.push(performance.now());
    told.push(sleep(lateMs).then(() => publish([priceOf(skuOf(1, 0), first + change, change + 1)])));
    await sleep(50);
  }
  await Promise.all(told);
  ended = true;
  await reading;
  return oldest;
}
