import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { EachRoom, RoomName } from '../rooms.ts';
import { seededDatabases, spoiled } from '../testing/seeded-databases.ts';
import { examine } from './examine.ts';

let databases: EachRoom<string>;

beforeAll(async () => {
  databases = await seededDatabases();
}, 120_000);

test('a freshly seeded shop keeps every invariant, and each is looked at', async () => {
  const { violations, checked } = await examine(databases);
  expect(violations).toEqual([]);
  for (const invariant of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]) expect(checked[invariant]).toBeGreaterThan(0);
});

const anOpenHold = `(select placement_id from holds where state = 'COMMITTED' order by placement_id limit 1)`;
const aPaidOrder = `(select id from orders where payment_status = 'PAID' order by id limit 1)`;
const aCapture = `(select placement_id from payments where state = 'CAPTURED' and refunded_minor = 0 order by placement_id limit 1)`;

const aJob = (status: string, complete: string) =>
  `insert into jobs (kind, data, format, owner, started_by, idempotency_key, input_hash, status, finished_at, file_complete, lease_until)
   values ('IMPORT', 'STOCK', 'CSV', 'ada', 'ada', 'one', 'hash', '${status}', ${status === 'RUNNING' ? 'null' : 'now()'}, ${complete}, now())`;

test.each<[number, string, RoomName, string]>([
  [
    13,
    'somebody was erased, and their name is left',
    'customers',
    `update customers set erased_at = now() where id = (select id from customers order by id limit 1)`,
  ],
  [
    13,
    'somebody was erased, and an order says where they live',
    'orders',
    `insert into erased_people (customer_id) select customer_id from orders where customer_id is not null limit 1`,
  ],
  [
    1,
    'a mug appears from nowhere',
    'inventory',
    `update levels set on_hand = on_hand + 1 where sku = 'MUG-CLASSIC' and location_id = 'oakland'`,
  ],
  [
    1,
    'more is reserved than is held',
    'inventory',
    `update levels set reserved = reserved + 1 where sku = 'MUG-CLASSIC' and location_id = 'oakland'`,
  ],
  [
    1,
    'mugs are on their way that nobody sent',
    'inventory',
    `update levels set in_transit = 3 where sku = 'MUG-CLASSIC' and location_id = 'rotterdam'`,
  ],
  [
    1,
    'mugs are awaited that nobody has ordered',
    'inventory',
    `insert into stock_policies (sku, version, backorder, backorder_limit, backordered) values ('MUG-CLASSIC', 1, 'BACKORDER', 5, 3)`,
  ],
  [
    2,
    'one key stands for two placements',
    'orders',
    `drop index placements_one_a_key; update placements set (scope, idempotency_key) = (select scope, idempotency_key from placements order by id limit 1)
     where id = (select id from placements order by id desc limit 1)`,
  ],
  [
    3,
    'shipping is added to an order after the fact',
    'orders',
    `alter table orders drop constraint orders_total_adds_up; update orders set shipping_minor = shipping_minor + 1 where id = ${aPaidOrder}`,
  ],
  [3, 'an order is called refunded, and is not', 'orders', `update orders set payment_status = 'REFUNDED' where id = ${aPaidOrder}`],
  [
    3,
    'money is captured that the provider does not know of',
    'payments',
    `update simulator.charges set captured_minor = 0 where key = ${aCapture}::text`,
  ],
  [
    13,
    'a customer is in a group that there is not',
    'customers',
    `update customers set group_codes = '{nobody}' where email = 'ada@example.com'`,
  ],
  [13, 'the log of changes can be changed', 'customers', 'drop trigger audit_entries_append_only on audit_entries'],
  [4, 'points appear from nowhere', 'customers', 'update loyalty_accounts set available = available + 1 where available > 0'],
  [4, 'an order took more points than it redeemed', 'customers', `update point_holds set points = points + 1 where state = 'COMMITTED'`],
  [4, 'the points of an order were let go', 'customers', `delete from point_holds where state = 'COMMITTED'`],
  [
    5,
    'an event stays unpublished',
    'inventory',
    `update outbox set published_at = null, occurred_at = now() - interval '1 hour' where id = (select id from outbox order by id limit 1)`,
  ],
  [5, 'an event of an order is lost', 'orders', 'delete from outbox where id = (select id from outbox where sequence = 2 limit 1)'],
  [5, 'a row forgets how many events it has', 'products', 'update products set event_sequence = 0'],
  [
    6,
    'stock is still held for a finished placement',
    'inventory',
    `update holds set state = 'HELD', expires_at = now() + interval '5 minutes' where placement_id = ${anOpenHold}`,
  ],
  [
    6,
    'a hold has long expired',
    'inventory',
    `update holds set state = 'HELD', expires_at = now() - interval '5 minutes' where placement_id = ${anOpenHold}`,
  ],
  [7, 'an order has no payment', 'payments', `delete from payments where placement_id = ${aCapture}`],
  [
    7,
    'a placement stays unfinished',
    'orders',
    `update placements set state = 'confirmed', decided_at = now() - interval '1 hour' where id = ${aPaidOrder}`,
  ],
  [
    7,
    'a picture that nothing shows stays',
    'products',
    `insert into media (id, hash, format, width, height, bytes, touched_at)
     values (gen_random_uuid(), repeat('a', 32), 'WEBP', 1, 1, 1, now() - interval '3 days')`,
  ],
  [
    8,
    'a coupon is used more often than it may be',
    'pricing',
    `alter table coupons drop constraint coupons_uses_within_limit; update coupons set uses = 4 where code = 'LUCKY3'`,
  ],
  [8, 'a promotion counts more uses than it has', 'pricing', `update promotions set uses = uses + 1 where code = 'LUCKY3'`],
  [8, 'a claim names a promotion that is not there', 'pricing', 'update coupon_claims set promotion_id = gen_random_uuid()'],
  [
    8,
    'a promotion is used more often than it may be',
    'pricing',
    `alter table promotions drop constraint promotions_uses_within_limit; update promotions set usage_limit = 1, uses = 2 where code = 'LUCKY3'`,
  ],
  [9, 'an order that was told of is gone', 'orders', `delete from orders where id = ${aPaidOrder}`],
  [
    9,
    'a picture is shown by a product that never was',
    'products',
    `insert into media (id, hash, format, width, height, bytes) values ('0199f0c4-8a53-7d07-9c0d-5a4f7a3d2b10', repeat('a', 32), 'WEBP', 1, 1, 1);
     insert into media_owners values ('PRODUCT', gen_random_uuid(), '0199f0c4-8a53-7d07-9c0d-5a4f7a3d2b10', 0)`,
  ],
  [9, 'the stock of an order was let go', 'inventory', `delete from holds where placement_id = ${anOpenHold}`],
  [
    12,
    'a mug has two prices at once',
    'pricing',
    `alter table price_entries drop constraint price_entries_never_overlap;
     insert into price_entries (list_id, currency, sku, break_quantities, break_units_minor, valid_from)
     select list_id, currency, sku, break_quantities, break_units_minor, now() from price_entries where sku = 'MUG-CLASSIC'`,
  ],
  [
    12,
    'a price list is gone',
    'pricing',
    `alter table price_entries drop constraint price_entries_list; delete from price_lists where code = 'default-jpy'`,
  ],
  [
    12,
    'two rates tax the same at once',
    'pricing',
    `alter table tax_rates drop constraint tax_rates_never_overlap;
     insert into tax_rates (country, rate_ppm, included, valid_from) values ('DE', 210000, true, now())`,
  ],
  [
    11,
    'a job counts a refused row that nobody is told of',
    'exchange',
    `${aJob('SUCCEEDED', 'true')}; update jobs set rows_done = 1, rows_refused = 1`,
  ],
  [11, 'a piece of a file is gone', 'exchange', `${aJob('RUNNING', 'false')}; update jobs set file_bytes = 10`],
  [11, 'an import succeeded before its last row', 'exchange', `${aJob('SUCCEEDED', 'false')}; update jobs set rows_done = 1`],
  [
    14,
    'a variant has an option that its product has not',
    'products',
    `update product_variants set options = '{"smell": "roses"}' where id = (select id from product_variants order by id limit 1)`,
  ],
  [
    14,
    'two variants of a product have the same options',
    'products',
    `drop index product_variants_options_unique; update product_variants v set options = (
       select w.options from product_variants w where w.product_id = v.product_id order by w.id limit 1)`,
  ],
  [
    14,
    'two categories stand in each other',
    'products',
    `update categories c set parent_id = (select o.id from categories o where o.slug <> c.slug and o.slug in ('kitchen', 'garden'))
     where c.slug in ('kitchen', 'garden')`,
  ],
  [14, 'a slug leads nowhere', 'products', `delete from slugs where slug = 'classic-mug'`],
  [15, 'a rating counts a review that there is not', 'reviews', `update ratings set histogram = '{9,0,0,0,0}' where histogram[5] > 0`],
  [15, 'a published review counts in no rating', 'reviews', 'delete from ratings'],
  [
    15,
    'a customer has two reviews of a mug',
    'reviews',
    `drop index reviews_one_a_customer_and_product;
     insert into reviews (product_id, customer_id, author, stars) select product_id, customer_id, author, 5 from reviews limit 1`,
  ],
  [16, 'a list has a price that nobody told', 'products', `update sku_facts set prices = '[]' where sku = 'MUG-CLASSIC'`],
  [
    16,
    'a product costs less in a list than any of its variants',
    'products',
    `update product_prices set min_minor = 1 where min_minor > 1`,
  ],
  [16, 'a product is there of which nothing is', 'products', `update product_standings set in_stock = not in_stock`],
  [16, 'a sale counts that no order made', 'products', `update sku_facts set units_sold = units_sold + 1 where sku = 'MUG-CLASSIC'`],
  [10, 'an order costs more than was frozen', 'pricing', 'update placement_quotes set total_minor = total_minor + 1 where total_minor > 0'],
])('invariant %i: %s, and the doctor sees it', async (invariant, _what, room, sql) => {
  const { violations } = await examine(await spoiled(databases, room, sql));
  expect(violations.map((violation) => violation.invariant)).toContain(invariant);
});

test('invariant 9: a picture has lost its file, and the doctor sees it where the files are', async () => {
  const id = '0199f0c4-8a53-7d07-9c0d-5a4f7a3d2b10';
  const hash = 'a'.repeat(32);
  const shown = await spoiled(
    databases,
    'products',
    `insert into media (id, hash, format, width, height, bytes) values ('${id}', '${hash}', 'WEBP', 1, 1, 1);
     insert into media_owners select 'PRODUCT', id, '${id}', 0 from products limit 1`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const seen = async () => (await examine(shown, {}, undefined, folder)).violations;
  expect(await seen()).toEqual([
    { invariant: 9, check: 'pictures_have_their_files', room: 'products', detail: `the file media/10/${id}/${hash}.webp is missing` },
  ]);
  mkdirSync(join(folder, 'media/10', id), { recursive: true });
  writeFileSync(join(folder, 'media/10', id, `${hash}.webp`), 'a picture');
  expect(await seen()).toEqual([]);
});
