import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { uuidFromName } from '@cartograph/kit/ids';
import { examinePersistent } from '@cartograph/stack/doctor/persistent';
import { type Stack, startStack } from '@cartograph/stack/start-stack';
import { prepareFolder } from '@cartograph/stack/testing/prepared-folder';
import { expect, onTestFinished, test } from 'vitest';
import { untilFinished } from '../crash/unfinished.ts';
import { askFor } from '../support/ask.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { postgresSeconds } from './processor-time.ts';
import type { RushJob, RushResult } from './rush-buyers.ts';

const skus = Array.from({ length: 10 }, (_, index) => `RUSH-${index}`);
const units = 500;
const buyers = 10_000;
const clients = 64;

test('a rush of 10,000 buyers for 5,000 units: exactly 5,000 orders, and 5,000 are told that the stock is gone', async () => {
  const dataDir = makeDataFolder();
  onTestFinished(() => removeDataFolder(dataDir));
  const stack = await openShop(dataDir);
  const before = { shop: process.cpuUsage(), postgres: postgresSeconds(dataDir) };
  const rushed = await rush({ url: stack.url, skus, buyers, clients });
  const { user, system } = process.cpuUsage(before.shop);
  const cpu = { shop: (user + system) / 1e6, postgres: postgresSeconds(dataDir) - before.postgres };
  const settled = await untilFinished(stack.databases.orders, 60_000);
  report(rushed, cpu, settled.ms);

  expect(rushed.answers).toEqual({ OrderPlaced: skus.length * units, INSUFFICIENT_STOCK: buyers - skus.length * units });
  expect(rushed.placed).toEqual(Object.fromEntries(skus.map((sku) => [sku, units])));
  expect(settled.unfinished).toEqual([]);
  expect(await Promise.all(skus.map((sku) => availableOf(stack, sku)))).toEqual(skus.map(() => 0));
  expect((await examinePersistent(stack.databases, true)).violations).toEqual([]);
}, 900_000);

async function openShop(dataDir: string): Promise<Stack> {
  await prepareFolder(dataDir, 'none');
  const stack = await startStack({ dataDir, purpose: 'a test' });
  onTestFinished(() => stack.stop());
  const { products, pricing, inventory } = stack.rooms;
  const shown = { title: 'Rush', description: null, status: 'PUBLISHED' as const, createdAt: new Date(), categorySlugs: [] };
  await products.commands.importCatalogue({
    categories: [],
    products: skus.map((sku) => ({
      ...shown,
      id: uuidFromName(`product ${sku}`),
      slug: sku.toLowerCase(),
      variants: [{ id: uuidFromName(`variant ${sku}`), sku, title: null }],
    })),
  });
  await pricing.commands.importPricing({
    items: skus.map((sku) => ({ sku, taxCategory: 'standard' })),
    prices: skus.map((sku) => ({ sku, currency: 'USD', listMinor: 3_900n, breaks: [] })),
    shippingRates: [{ currency: 'USD', country: null, flatMinor: 500n, freeFromMinor: null }],
  });
  await inventory.commands.importStock({
    locations: [{ id: 'main', name: 'Main house', priority: 1 }],
    levels: skus.map((sku) => ({ sku, locationId: 'main', onHand: units, lowStockThreshold: 0 })),
  });
  return stack;
}

async function rush(job: RushJob): Promise<RushResult> {
  const child = fork(fileURLToPath(new URL('rush-buyers.ts', import.meta.url)), { execArgv: [] });
  onTestFinished(() => void child.kill());
  child.send(job);
  const [result] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the buyers left'))),
  ]);
  return result as RushResult;
}

/** How long it took is printed and not asserted: it is the machine's, too. */
function report({ seconds, latenciesMs, cpuSeconds }: RushResult, cpu: { shop: number; postgres: number }, settlingMs: number): void {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const quantile = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(0);
  const offered = seconds * availableParallelism();
  const share = (used: number): string => `${used.toFixed(1)} s (${((100 * used) / offered).toFixed(0)} %)`;
  console.log(
    `the rush: ${seconds.toFixed(1)} s until the last of ${buyers} answers (${(buyers / seconds).toFixed(0)} a second), and ` +
      `${(settlingMs / 1_000).toFixed(1)} s more until all was settled; p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms\n` +
      `processor time: rooms and gateway ${share(cpu.shop)}, PostgreSQL ${share(cpu.postgres)}, buyers ${share(cpuSeconds)}, ` +
      `idle or others ${share(offered - cpu.shop - cpu.postgres - cpuSeconds)}`,
  );
}

async function availableOf({ url }: Stack, sku: string): Promise<number> {
  const { productVariant } = await askFor<{ productVariant: { availability: { available: number } } }>(
    url,
    'query Left($sku: String) { productVariant(sku: $sku) { availability { available } } }',
    { sku },
  );
  return productVariant.availability.available;
}
