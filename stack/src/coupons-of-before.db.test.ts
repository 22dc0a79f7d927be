import { knownMigrations, migrateRoom, migrateRoomTo } from '@cartograph/drizzle/migrate';
import { openDatabase } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { checks, commands } from '@cartograph/pricing/server';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';

const zero = { discountMinor: '0', subtotalMinor: '0', shippingMinor: '0', taxMinor: '0', includedTaxMinor: '0', totalMinor: '0' };
const nothing = { ...zero, currency: 'USD', lines: [], pointsToEarn: 0, pointsRedeemed: 0 };

/** A shop as it was before there were promotions: three coupons, one of them used, and 25.00 of goods. */
async function earlierShop() {
  const url = new URL(process.env['CARTOGRAPH_TEST_POSTGRES'] ?? '');
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  const name = `pricing_earlier_${Date.now().toString(36)}`;
  await client.query(`create database ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  await migrateRoomTo('pricing', url.toString(), knownMigrations('pricing')[8] ?? 0);
  const db = openDatabase({ url: url.toString(), log: silentLog() });
  onTestFinished(() => db.close());
  const [placement, customer] = [uuidv7(), uuidv7()];
  await db.query({ text: `insert into coupons (code, basis_points, per_customer_limit, uses) values ('TEN', 1000, 1, 1)` });
  await db.query({ text: `insert into coupons (code, skus) values ('FIVE', '{MUG}')` });
  await db.query({ text: `insert into coupons (code, basis_points, tax_categories, usage_limit) values ('FOOD', 500, '{food}', 3)` });
  await db.query({ text: `insert into coupon_amounts values ('FIVE', 'USD', 500, 2000), ('FIVE', 'EUR', 400, 0)` });
  await db.query({
    text: `insert into placement_quotes (placement_id, state, coupons, quote, total_minor, currency) values ($1, 'CONFIRMED', '{TEN}', $2, 0, 'USD')`,
    values: [placement, JSON.stringify(nothing)],
  });
  await db.query({
    text: `insert into coupon_claims (placement_id, code, customer_id) values ($1, 'TEN', $2)`,
    values: [placement, customer],
  });
  await migrateRoom('pricing', url.toString());
  const pricing = commands(db);
  await pricing.importPricing({ prices: [{ sku: 'MUG', currency: 'USD', listMinor: 1250n, breaks: [] }] });
  const buy = async (code: string, quantity: number, customerId: string | null) => {
    const [outcome] = await pricing.freezeQuotes([
      {
        placementId: uuidv7(),
        currency: 'USD',
        lines: [{ sku: 'MUG', quantity }],
        destination: null,
        couponCodes: [code],
        redeemPoints: 0,
        customerId,
        buyerKey: null,
      },
    ]);
    return outcome?.quote?.totalMinor ?? outcome?.rejectedCoupons[0]?.reason;
  };
  return { db, buy, pricing, customer, placement };
}

test('a shop from before promotions has the same coupons: the same numbers, and what was used stays used', async () => {
  const { db, buy, pricing, customer, placement } = await earlierShop();
  expect([await buy('TEN', 2, null), await buy('TEN', 2, customer)]).toEqual([2250n, 'USED_UP']);
  expect([await buy('FIVE', 2, null), await buy('FIVE', 1, null), await buy('FOOD', 1, null)]).toEqual([
    2000n,
    'NOT_APPLICABLE',
    'NOT_APPLICABLE',
  ]);
  await pricing.returnCoupons([{ placementId: placement }]);
  expect(await buy('TEN', 2, customer)).toBe(2250n);
  const kept = await db.query({ text: `select code, usage_limit from coupons order by code` });
  expect(kept).toMatchObject([{ code: 'FIVE' }, { code: 'FOOD', usage_limit: 3 }, { code: 'TEN' }]);
  const counts = checks.own.find(({ name }) => name === 'promotion_uses_match_live_claims');
  expect(await db.query({ text: counts?.sql ?? '' })).toEqual([]);
});
