import { randomUUID } from 'node:crypto';
import { type Bytes, bytesAnOrder } from '@cartograph/kit/testing/bytes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilFinished } from '../crash/unfinished.ts';
import { readRows } from '../placing/read-rows.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { placeOrder, purchase } from '../support/place-order.ts';
import { until } from '../support/until.ts';

/** Of an order of one line; measured: 11,400 and 16,700 bytes. A change that takes a third more is one that somebody decides (decision 0042). */
const bound = { stored: 15_000, wal: 23_000 };
const clients = 8;

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
  await place(200);
});
afterAll(() => shop?.close());

/** Until they are settled and told. */
async function place(orders: number): Promise<void> {
  const client = async (): Promise<void> => {
    for (let placed = 0; placed < orders / clients; placed += 1) {
      const answer = await placeOrder(
        shop.url(),
        purchase(randomUUID(), [{ sku: 'MUG-CLASSIC', quantity: 1 }], { email: 'you@example.com' }),
      );
      expect(answer?.kind).toBe('OrderPlaced');
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  expect((await untilFinished(shop.stack().databases.orders)).unfinished).toEqual([]);
  for (const room of ['orders', 'payments'] as const)
    await until(
      () => readRows(shop, room, 'select 1 from outbox where published_at is null and parked_at is null limit 1'),
      (waiting) => waiting.length === 0,
    );
}

const measure = (): Promise<Bytes> => bytesAnOrder(shop.stack().databases, 80, place);
const stored = ({ tables, indexes }: Bytes): number => tables + indexes;

test('an order takes no more room on disk and in the log than is written down', async () => {
  const bytes = await measure();
  console.log(`an order: ${JSON.stringify(bytes)}`);
  expect(stored(bytes)).toBeGreaterThan(0);
  expect(stored(bytes)).toBeLessThan(bound.stored);
  expect(bytes.wal).toBeLessThan(bound.wal);
});

test('the control: a room that keeps a few kilobytes more of each order is noticed in both', async () => {
  const text = `create table hoard (words text);
    alter table hoard alter column words set storage external;
    create function hoard() returns trigger language plpgsql as $$ begin insert into hoard values (repeat('x', 16000)); return new; end $$;
    create trigger hoard after insert on orders for each row execute function hoard()`;
  await readRows(shop, 'orders', text);
  const bytes = await measure();
  expect(stored(bytes)).toBeGreaterThan(bound.stored);
  expect(bytes.wal).toBeGreaterThan(bound.wal);
});
