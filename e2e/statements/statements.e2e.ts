import { setTimeout as sleep } from 'node:timers/promises';
import { type EachRoom, eachRoom, rooms } from '@cartograph/stack/rooms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handsOf } from '../filling/staff-hands.ts';
import { buy, orderOf } from '../placing/buy.ts';
import { readSettled } from '../placing/read-back.ts';
import { readRows } from '../placing/read-rows.ts';
import { fillBigProduct, type OpenedProduct, openProduct, plainVariants } from '../staff/big-product.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { until } from '../support/until.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const orders = 8;

interface Measured {
  statements: EachRoom<number>;
  ms: number;
}

async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const [from, before] = [performance.now(), shop.stack().statements()];
  await work();
  const after = shop.stack().statements();
  return { statements: eachRoom((room) => after[room] - before[room]), ms: performance.now() - from };
}

const sum = (each: EachRoom<number>): number => rooms.reduce((total, room) => total + each[room], 0);
const shown = (each: EachRoom<number>): string => rooms.map((room) => `${room} ${each[room].toFixed(1)}`).join(', ');

/** What relays and sweeps ask by themselves, a millisecond, once nothing is left to do. */
async function idleRates(): Promise<EachRoom<number>> {
  await until(
    async () => {
      const { statements, ms } = await measured(() => sleep(500));
      return sum(statements) / ms;
    },
    (rate) => rate < 0.2,
    20_000,
  );
  const { statements, ms } = await measured(() => sleep(4_000));
  return eachRoom((room) => statements[room] / ms);
}

test('a page of 20 products with the stock and the price of every variant costs at most 5 statements', async () => {
  const page = `{ products(first: 20) { edges { node { title variants { sku title
    availability { available status } price { unit { amount } list { amount } } } } } pageInfo { hasNextPage endCursor } } }`;
  const ask = () => shop.askFor<{ products: { edges: unknown[] } }>(page);
  expect((await ask()).products.edges).toHaveLength(20);
  const costs: Measured[] = [];
  for (let run = 0; run < 5; run += 1) costs.push(await measured(ask));
  // Relays and sweeps may fall into one of the runs; they do not fall into all.
  const [least] = costs.toSorted((one, other) => sum(one.statements) - sum(other.statements));
  if (!least) throw new Error('nothing was measured');
  console.log(`a page of 20 products: ${sum(least.statements)} statements (${shown(least.statements)})`);
  expect(sum(least.statements)).toBeGreaterThan(0);
  expect(sum(least.statements)).toBeLessThanOrEqual(5);
});

test('an order of three lines costs at most 30 statements, from intent to settlement', async () => {
  const ada = await shop.tokenOf('ada');
  const lines = ['MUG-CLASSIC', 'TEA-DARJEELING', 'DESK-STANDING'].map((sku) => ({ sku, quantity: 1 }));
  const completed = async (id: string): Promise<boolean> => {
    const [row] = await readRows<{ state: string }>(shop, 'orders', 'select state from placements where id = $1', [id]);
    return row?.state === 'completed';
  };
  // The first order fills caches and connections.
  await readSettled(shop, orderOf(await buy(shop, { lines }, ada)).id, { token: ada });
  const idle = await idleRates();
  // All relays tick together, 18 statements a tick: over one order a tick more or less would hide what the order costs.
  const { statements, ms } = await measured(async () => {
    for (let order = 0; order < orders; order += 1) {
      const { id } = orderOf(await buy(shop, { lines }, ada));
      await until(
        () => completed(id),
        (done) => done,
      );
      // Its events are its own cost: they are out within this time.
      await sleep(600);
    }
  });
  const cost = eachRoom((room) => (statements[room] - idle[room] * ms) / orders);
  console.log(`idle, a second: ${shown(eachRoom((room) => idle[room] * 1_000))}`);
  console.log(`an order of 3 lines: ${sum(cost).toFixed(1)} statements (${shown(cost)})`);
  expect(sum(cost)).toBeGreaterThan(10);
  expect(sum(cost)).toBeLessThanOrEqual(30);
});

/** Of the rooms that a product's variants are asked of; the log of what staff filled in is still being written in another. */
const ofVariants = (each: EachRoom<number>): number => each.products + each.inventory + each.pricing;

test('a product of 2,000 variants opens for staff in 30 statements and 100 kB, with prices, stock and pictures of a page of them', {
  timeout: 240_000,
}, async () => {
  const token = await shop.tokenOf('staff');
  const id = await fillBigProduct(handsOf(shop.url(), token), 'default-usd');
  await idleRates();
  const least = async (work: () => Promise<unknown>) => {
    const costs: Measured[] = [];
    for (let run = 0; run < 5; run += 1) costs.push(await measured(work));
    // Relays and sweeps fall into each of them on a slow machine: the bounds leave room for some.
    return Math.min(...costs.map(({ statements }) => ofVariants(statements)));
  };
  const ask = (query: string) => shop.askFor<OpenedProduct>(query, { id, first: 100 }, token);
  const opened = await ask(openProduct);
  const { totalCount, edges } = opened.product.productVariants;
  expect([totalCount, edges.length]).toEqual([2_000, 100]);
  expect(edges.every(({ node }) => node.price !== null && node.prices.length === 1 && node.stockLevels.length === 2)).toBe(true);
  const figures = { statements: await least(() => ask(openProduct)), bytes: JSON.stringify(opened).length };
  console.log(`a product of 2,000 variants opens in ${figures.statements} statements and ${figures.bytes} bytes`);
  expect(figures.statements).toBeLessThanOrEqual(30);
  expect(figures.bytes).toBeLessThanOrEqual(100_000);
  for (const [what, fields] of Object.entries(plainVariants)) {
    const all = await least(() => ask(`query All($id: ID!) { product(id: $id) { variants { ${fields} } } }`));
    console.log(`all 2,000 of them, ${what}: ${all} statements`);
    expect(all).toBeGreaterThan(0);
    expect(all).toBeLessThanOrEqual(20);
  }
  // One after the other they would be seen.
  const oneByOne = await measured(async () => {
    for (const { node } of edges.slice(0, 40))
      await shop.askFor(
        `query One($sku: String) { productVariant(sku: $sku) { ${plainVariants['lists and locations']} } }`,
        { sku: node.sku },
        token,
      );
  });
  expect(ofVariants(oneByOne.statements)).toBeGreaterThan(60);
});
