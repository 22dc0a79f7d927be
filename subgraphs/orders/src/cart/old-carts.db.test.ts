import { readFileSync } from 'node:fs';
import { openDatabase } from '@cartograph/kit/db';
import { uuidFromName } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { expect, onTestFinished, test } from 'vitest';

const migration = readFileSync(new URL('../../../../drizzle/orders/0004_one_cart_a_customer.sql', import.meta.url), 'utf8');
const statements = migration.split('--> statement-breakpoint');
const statementWith = (words: string): string => statements.find((text) => text.includes(words)) ?? 'select 1/0';

/** Carts of one customer, oldest first, and which of them stays the one. */
// biome-ignore format: one customer a line
const customers: Record<string, { carts: ['open' | 'placing' | 'closed', 'full' | 'empty'][]; stays: number | null }> = {
  'who filled one': { carts: [['open', 'full']], stays: 0 },
  'who looked at an empty one last': { carts: [['open', 'full'], ['open', 'full'], ['open', 'empty']], stays: 1 },
  'who is at the bank with an older one': { carts: [['placing', 'full'], ['open', 'full']], stays: 0 },
  'who is at the bank twice': { carts: [['placing', 'full'], ['placing', 'full'], ['open', 'full']], stays: 1 },
  'who never filled one': { carts: [['open', 'empty'], ['open', 'empty']], stays: 1 },
  'who ordered all': { carts: [['closed', 'full'], ['closed', 'full']], stays: null },
};

test('of several carts from before a customer keeps the one that matters, and the others with all that is in them', async () => {
  const db = openDatabase({ url: await freshDatabaseUrl('orders'), log: silentLog(), max: 1 });
  onTestFinished(() => db.close());
  await db.query({ text: 'drop index carts_one_a_customer' });
  const cartId = (who: string, index: number): string => uuidFromName(`${who} ${index}`);
  for (const [who, { carts }] of Object.entries(customers))
    for (const [index, [status, filled]] of carts.entries()) {
      await db.query({
        text: `insert into carts (id, currency, customer_id, status, placement_id, updated_at)
               values ($1, 'USD', $2, $3, $4, timestamptz '2026-01-01' + $5 * interval '1 day')`,
        values: [cartId(who, index), uuidFromName(who), status, status === 'open' ? null : uuidFromName(`order ${who} ${index}`), index],
      });
      const line = `insert into cart_lines (cart_id, sku, title, quantity) values ($1, 'MUG', 'A mug', 2)`;
      if (filled === 'full') await db.query({ text: line, values: [cartId(who, index)] });
    }
  await db.query({ text: `insert into carts (id, currency) select uuidv7(), 'USD' from generate_series(1, 3)` });
  await db.query({ text: statementWith('row_number()') });
  await db.query({ text: statementWith('CREATE UNIQUE INDEX "carts_one_a_customer"') });
  for (const [who, { stays }] of Object.entries(customers)) {
    const kept = await db.query<{ id: string }>({
      text: `select id from carts where customer_id = $1 and saved_at is null and status <> 'closed'`,
      values: [uuidFromName(who)],
    });
    expect([who, kept.map(({ id }) => id)]).toEqual([who, stays === null ? [] : [cartId(who, stays)]]);
  }
  expect(await db.query({ text: 'select 1 from carts where customer_id is null and saved_at is not null' })).toEqual([]);
  expect(await db.query({ text: 'select 1 from cart_lines' })).toHaveLength(10);
});
