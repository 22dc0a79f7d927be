import type { Retention } from '@cartograph/kit/retention-config';
import { examinePersistent } from '@cartograph/stack/doctor/persistent';
import { replayPlacement } from '@cartograph/stack/replay/replay-placement';
import { forEachRoom, type RoomName } from '@cartograph/stack/rooms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilFinished } from '../crash/unfinished.ts';
import { countRows, readRows } from '../placing/read-rows.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { cancelOrder, placeOrder, purchase } from '../support/place-order.ts';
import { forget, nothing } from './forget.ts';

/** The demo's past orders are some months old. */
const kept: Retention = { carts: 3_650, customerCarts: 3_650, refusals: 3_650, evidence: 3_650, events: 3_650 };
let shop: DemoShop;

const everywhere = (sql: string): Promise<unknown> => forEachRoom((room) => readRows(shop, room, sql));
const counts = (room: RoomName, ...tables: string[]): Promise<number[]> => Promise.all(tables.map((table) => countRows(shop, room, table)));

const bought = [
  purchase('bought and kept', [{ sku: 'MUG-CLASSIC', quantity: 2 }], { email: 'you@example.com' }),
  purchase('bought and given back', [{ sku: 'MUG-CLASSIC', quantity: 1 }], { email: 'you@example.com' }),
  purchase('declined by the bank', [{ sku: 'MUG-CLASSIC', quantity: 1 }], { email: 'you@example.com', token: 'tok_declined' }),
  purchase('sold out', [{ sku: 'CHAIR-OAK', quantity: 1 }], { email: 'you@example.com' }),
];
let told: unknown[] = [];

const addToCart = (sku: string, token?: string) =>
  shop.askFor('mutation Add($input: AddToCartInput!) { addToCart(input: $input) { __typename } }', { input: { sku } }, token);

beforeAll(async () => {
  shop = await openDemoShop();
  const answers = [];
  for (const input of bought) answers.push(await placeOrder(shop.url(), input));
  const given = answers[1];
  if (given?.kind !== 'OrderPlaced') throw new Error(JSON.stringify(given));
  await cancelOrder(shop.url(), { orderId: given.id, idempotencyKey: 'back', accessToken: given.accessToken });
  await addToCart('MUG-CLASSIC');
  await addToCart('MUG-CLASSIC', await shop.tokenOf('grace'));
  expect((await untilFinished(shop.stack().databases.orders)).unfinished).toEqual([]);
  await everywhere(`update outbox set published_at = now() - interval '10 minutes'`);
  told = await Promise.all(bought.map(async ({ idempotencyKey }) => outcomes(idempotencyKey)));
});
afterAll(() => shop.close());

const outcomes = (key: string) =>
  readRows(
    shop,
    'orders',
    'select id, scope, idempotency_key, input_hash, key_rules, state, problems from placements where idempotency_key = $1',
    [key],
  );

test('nothing is forgotten before its time', async () => {
  const done = await forget(shop.stack().databases, kept);
  await everywhere('delete from retention_turns');
  expect(done).toMatchObject({ evidence: 0, carts: 0, holds: 0, quotes: 0, attempts: 0 });
  // A day after they were published events leave the outbox, and nothing is lost by that.
  expect(Object.entries(done).filter(([kind, rows]) => kind !== 'published_events' && rows > 0)).toEqual([]);
});

test('what was kept long enough is forgotten once, whichever process does it, and no order, ledger or key is', async () => {
  const stays = async () => [
    await counts('orders', 'orders', 'order_lines', 'placements', 'order_events', 'cancellations'),
    await counts('inventory', 'movements', 'levels'),
    await counts('pricing', 'coupon_claims', 'coupons'),
    await counts('customers', 'loyalty_entries', 'customers'),
    await counts('payments', 'payments', 'refunds'),
    await readRows(shop, 'pricing', `select count(*)::int from placement_quotes where state not in ('REFUSED', 'CANCELLED')`),
    told,
  ];
  const before = await stays();
  const [placements, carts, published] = await Promise.all([
    countRows(shop, 'orders', 'placements'),
    countRows(shop, 'orders', 'carts'),
    forEachRoom((room) => countRows(shop, room, 'outbox')),
  ]);
  await readRows(
    shop,
    'orders',
    `update carts set status = 'placing', placement_id = gen_random_uuid() where id = (select id from carts where status = 'open' order by id limit 1)`,
  );
  const done = await forget(shop.stack().databases, nothing);
  expect(done).toMatchObject({ evidence: placements, published_events: Object.values(published).reduce((all, one) => all + one, 0) });
  expect(done['holds']).toBeGreaterThanOrEqual(2);
  expect(done['quotes']).toBeGreaterThanOrEqual(1);
  expect(done['attempts']).toBeGreaterThanOrEqual(1);
  // The cart that is being placed is there still, and nothing else is.
  expect((done['carts'] ?? 0) + (done['customer_carts'] ?? 0)).toBe(carts - 1);
  expect(await counts('orders', 'carts')).toEqual([1]);
  await readRows(shop, 'orders', 'delete from carts');
  expect(await stays()).toEqual(before);
  told = await Promise.all(bought.map(async ({ idempotencyKey }) => outcomes(idempotencyKey)));
});

test('the doctor finds a shop that has forgotten in order, and replay says what is not known any more', async () => {
  const { databases } = shop.stack();
  expect((await examinePersistent(databases, false)).violations).toEqual([]);
  const ids = await readRows<{ id: string }>(shop, 'orders', `select id from placements where idempotency_key = any($1)`, [
    bought.map(({ idempotencyKey }) => idempotencyKey),
  ]);
  expect(ids).toHaveLength(bought.length);
  for (const { id } of ids) {
    const { replayed, differences } = await replayPlacement(id, databases);
    expect([replayed.record, differences]).toEqual(['forgotten', []]);
  }
});

test('whoever repeats a purchase is told the same, although its evidence is forgotten', async () => {
  const before = told;
  await shop.restart();
  const again = [];
  for (const input of bought) again.push(await placeOrder(shop.url(), input));
  expect(again.map((answer) => answer?.kind)).toEqual(['OrderPlaced', 'OrderPlaced', 'OrderRejected', 'OrderRejected']);
  expect(again[0]).toMatchObject({ replayed: true });
  expect(await Promise.all(bought.map(async ({ idempotencyKey }) => outcomes(idempotencyKey)))).toEqual(before);
});
