import { uuidv7 } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';
import { checks } from '#checks';
import { commands } from '#commands';

/** A shop with one coupon, used once by a confirmed and once by a cancelled placement. */
async function shop() {
  const db = await freshDatabase('pricing', true);
  const pricing = commands(db);
  const [kept, dropped] = [uuidv7(), uuidv7()];
  await pricing.importPricing({
    prices: [{ sku: 'MUG', currency: 'USD', listMinor: 1250n, breaks: [] }],
    coupons: [{ code: 'TEN', basisPoints: 1000, usageLimit: 2 }],
  });
  const basket = {
    currency: 'USD' as const,
    lines: [{ sku: 'MUG', quantity: 1 }],
    destination: null,
    redeemPoints: 25,
    customerId: null,
    buyerKey: null,
  };
  await pricing.freezeQuotes([kept, dropped].map((placementId) => ({ ...basket, placementId, couponCodes: ['TEN'] })));
  await pricing.confirmQuotes([{ placementId: kept }]);
  await pricing.cancelQuotes([{ placementId: dropped }, { placementId: uuidv7() }]);
  const violations = async () => {
    const found = [];
    for (const { name, sql } of checks.own)
      found.push(...(await db.query<{ detail: string }>({ text: sql })).map(({ detail }) => `${name}: ${detail}`));
    return found;
  };
  return { db, kept, dropped, violations };
}

test('a healthy shop has no violation', async () => {
  const { violations } = await shop();
  expect(await violations()).toEqual([]);
});

test('a coupon used beyond its limit is found, even with its constraint gone', async () => {
  const { db, violations } = await shop();
  await db.query({ text: 'alter table coupons drop constraint coupons_uses_within_limit' });
  await db.query({ text: 'update coupons set usage_limit = 0' });
  expect(await violations()).toEqual(['coupon_uses_within_limit: coupon TEN is used 1 times of 0']);
});

test('the constraint refuses a use beyond the limit', async () => {
  const { db } = await shop();
  await expect(db.query({ text: 'update coupons set uses = 3' })).rejects.toThrow('coupons_uses_within_limit');
});

test('uses that are not the live claims are found', async () => {
  const { db, violations } = await shop();
  await db.query({ text: 'update coupons set uses = 2' });
  expect(await violations()).toEqual(['coupon_uses_match_live_claims: coupon TEN counts 2 uses, live claims are 1']);
});

const limited = `update promotions set usage_limit = 5`;

test('a promotion used beyond its limit, or counted otherwise than it is claimed, is found', async () => {
  const { db, violations } = await shop();
  await db.query({ text: limited });
  await db.query({ text: 'update promotions set uses = 2' });
  expect(await violations()).toEqual(['promotion_uses_match_live_claims: promotion TEN counts 2 uses, live claims are 0']);
  await db.query({ text: 'alter table promotions drop constraint promotions_uses_within_limit' });
  await db.query({ text: 'update promotions set usage_limit = 1' });
  expect(await violations()).toContain('promotion_uses_within_limit: promotion TEN is used 2 times of 1');
});

test('a claim of a promotion that is not there is found', async () => {
  const { db, kept, violations } = await shop();
  const nobody = uuidv7();
  await db.query({ text: 'update coupon_claims set promotion_id = $1 where placement_id = $2', values: [nobody, kept] });
  expect(await violations()).toEqual([`claims_of_a_promotion_that_is: placement ${kept} claims a promotion that is not there: ${nobody}`]);
});

test('a claim that outlives its placement, and one that was lost, are found', async () => {
  const { db, kept, dropped, violations } = await shop();
  await db.query({ text: 'update coupon_claims set released_at = case when placement_id = $1 then now() end', values: [kept] });
  const found = await violations();
  expect(found).toHaveLength(2);
  expect(found).toContain(`coupon_claims_live_with_their_quote: placement ${kept} is CONFIRMED, its claim of TEN is given back`);
  expect(found).toContain(`coupon_claims_live_with_their_quote: placement ${dropped} is CANCELLED, its claim of TEN is live`);
});

test.each([
  ['total', `quote = jsonb_set(quote, '{totalMinor}', '"1101"')`],
  ['subtotal', `quote = jsonb_set(quote, '{subtotalMinor}', '"1251"')`],
  ['line', `quote = jsonb_set(quote, '{lines,0,totalMinor}', '"1251"')`],
  ['discount of a line', `quote = jsonb_set(quote, '{lines,0,discountMinor}', '"0"')`],
  ['tax of a line', `quote = jsonb_set(quote, '{lines,0,taxMinor}', '"1"')`],
  ['total that payments are compared with', 'total_minor = 1'],
  ['currency', `currency = 'EUR'`],
])('a frozen quote with another %s is found', async (_, change) => {
  const { db, kept, violations } = await shop();
  await db.query({ text: `update placement_quotes set ${change} where placement_id = $1`, values: [kept] });
  expect(await violations()).toEqual([`frozen_quotes_add_up: the frozen quote of placement ${kept} does not add up`]);
});

test('the readings for other rooms name every placement with its total', async () => {
  const { db, kept, dropped } = await shop();
  const readings = await db.query({ text: checks.readings['quotes'] ?? '' });
  expect(readings).toHaveLength(3);
  expect(readings).toContainEqual({ placement_id: kept, state: 'CONFIRMED', total_minor: 1100n, currency: 'USD' });
  expect(readings).toContainEqual({ placement_id: dropped, state: 'CANCELLED', total_minor: 1100n, currency: 'USD' });
});
