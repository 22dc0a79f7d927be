import { authorOfCommand } from '@cartograph/kit/audit';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';
import { forgetOld } from '#forgetting-store';
import { importPricing } from '#import-pricing';
import { setPrices } from '#prices/set-prices';

test('what a price said is forgotten after 400 days, and what it said since and says now is not', async () => {
  const db = await freshDatabase('pricing', true);
  await importPricing(db, { prices: [{ sku: 'MUG', currency: 'USD', listMinor: 1000n, breaks: [] }] });
  const costs = async (unit: string) => {
    const [entry] = await db.query<{ id: string; version: number }>({ text: 'select id, version from price_entries' });
    const row = {
      sku: 'MUG',
      priceListCode: 'default-usd',
      breaks: [{ minQuantity: 1, unit }],
      compareAt: null,
      validFrom: null,
      validTo: null,
    };
    await setPrices(db, [{ ...row, id: entry?.id ?? null, expectedVersion: entry?.version ?? null }], authorOfCommand('a test'));
  };
  await costs('11.00');
  await costs('12.00');
  await costs('13.00');
  const forget = async () => {
    let rows = 0;
    for (const { forget: portion } of forgetOld(db, { carts: 1, customerCarts: 1, refusals: undefined, evidence: 1, events: 1 })) {
      // One row a look, so that it goes on where it was.
      for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null; ) {
        const forgotten = await portion({ after, limit: 1 });
        rows += forgotten.rows;
        after = forgotten.last;
      }
    }
    return rows;
  };
  expect(await forget()).toBe(0);
  await db.query({ text: `update price_entry_states set replaced_at = now() - interval '401 days' where version <= 2` });
  await db.query({ text: `update price_entry_states set replaced_at = now() - interval '399 days' where version = 3` });
  expect(await forget()).toBe(2);
  expect(await db.query({ text: 'select version from price_entry_states union all select version from price_entries' })).toEqual([
    { version: 3 },
    { version: 4 },
  ]);
});
