import { setTimeout as sleep } from 'node:timers/promises';
import { type EachRoom, eachRoom, rooms } from '@cartograph/stack/rooms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buy, orderOf } from '../placing/buy.ts';
import { readSettled } from '../placing/read-back.ts';
import { readRows } from '../placing/read-rows.ts';
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
