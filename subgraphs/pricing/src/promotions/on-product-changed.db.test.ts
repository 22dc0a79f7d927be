import { authorOfCommand } from '@cartograph/kit/audit';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { subscribe } from '@cartograph/kit/read-event';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { importPricing } from '#import-pricing';
import { turnBook } from '#promotion-store';
import { onProductChanged, reads } from '#promotions/on-product-changed';
import { savePromotion } from '#promotions/save-promotion';
import { quoteBaskets } from '#quote-baskets';
import { saveShippingMethod } from '#shipping/save-shipping-method';

const db = await freshDatabase('pricing');
const bus = createLocalEventBus();
const productId = uuidv7();
const [kitchen, mugs, gifts] = [uuidv7(), uuidv7(), uuidv7()];
const stands = [
  { id: kitchen, slug: 'kitchen', parentId: null, direct: false },
  { id: mugs, slug: 'mugs', parentId: kitchen, direct: true },
];
const tell = (sequence: number, skus: string[], data: Record<string, unknown> = {}, history = false) =>
  bus.publish({
    id: uuidv7(),
    type: 'products.product_changed',
    version: 1,
    key: productId,
    sequence,
    history,
    occurredAt: '2026-11-30T00:00:00.000Z',
    data: { productId, slug: 'mug', title: 'Mug', status: 'PUBLISHED', skus, categorySlugs: ['mugs'], ...data },
  });
beforeAll(() => subscribe(bus, reads, onProductChanged(db)));

test('what products tells of goods is kept, and what is older or told twice changes nothing', async () => {
  const facts = () => db.query({ text: 'select sku, categories, sequence from goods_facts order by sku' });
  const measured = (weightGrams: number) => ({ variants: [{ sku: 'CUP', weightGrams, taxCategoryCode: null }] });
  await tell(2, ['CUP', 'CUP-INK'], measured(380));
  await tell(1, ['CUP'], { categorySlugs: ['garden'], ...measured(1) }, true);
  await tell(2, ['CUP', 'CUP-INK'], measured(380));
  expect(await facts()).toEqual([
    { sku: 'CUP', categories: ['mugs'], sequence: 2 },
    { sku: 'CUP-INK', categories: ['mugs'], sequence: 2 },
  ]);
  expect(await db.query({ text: 'select sku, weight_grams from items' })).toEqual([{ sku: 'CUP', weight_grams: 380 }]);
  await tell(3, ['CUP'], { categories: stands });
  expect(await facts()).toMatchObject([{ categories: ['mugs', kitchen, 'kitchen', mugs] }, { categories: ['mugs'] }]);
});

describe('a basket of what products tells', () => {
  const by = authorOfCommand('a test');
  const law = {
    region: null,
    included: false,
    rounding: 'HALF_UP' as const,
    roundedPer: 'LINE' as const,
    appliesToShipping: false,
    source: 'a test',
  };
  const quote = async (quantity: number, couponCodes: string[] = []) => {
    const destination = { country: 'US', region: '' };
    const basket = { currency: 'USD' as const, lines: [{ sku: 'MUG', quantity }], destination, couponCodes, redeemPoints: 0 };
    const [outcome] = await quoteBaskets(db, [{ ...basket, customerId: null, buyerKey: null }], () => Promise.resolve(0));
    if (!outcome || !('kind' in outcome) || outcome.kind !== 'priced') throw new Error('no quote');
    const { shippingMinor, taxMinor, discountMinor } = outcome;
    return { shippingMinor, taxMinor, discountMinor };
  };
  const promote = (code: string, kind: 'CATEGORIES' | 'COLLECTIONS', values: string[], needsCoupon = false) => {
    const none = { amounts: null, buyQuantity: null, getQuantity: null, bundleSkus: null, maximum: null };
    const given = { code, name: code, active: true, priority: 1, stacking: 'STACKS' as const, needsCoupon, startsAt: null, endsAt: null };
    const limits = { usageLimit: null, usageLimitPerCustomer: null };
    const conditions = [{ kind, values, amount: null, quantity: null }];
    const effect = { kind: 'PERCENT_OFF' as const, percent: '10', ...none };
    return savePromotion(db, { id: null, expectedVersion: null, given: { ...given, ...limits, conditions, effect } }, by);
  };

  beforeAll(async () => {
    await importPricing(db, {
      items: [{ sku: 'MUG', taxCategory: 'standard' }],
      prices: [{ sku: 'MUG', currency: 'USD', listMinor: 1000n, breaks: [] }],
      taxRates: [
        { country: 'US', taxCategory: 'standard', ratePpm: 100_000, ...law },
        { country: 'US', taxCategory: 'food', ratePpm: 50_000, ...law },
      ],
    });
    const rate = (amount: string, maxWeightGrams: number | null) => ({
      price: { amount, currencyCode: 'USD' as const },
      freeFrom: null,
      maxWeightGrams,
    });
    const zones = [{ countries: [], regions: null, rates: [rate('5.00', 1_000), rate('15.00', null)], minDays: null, maxDays: null }];
    const given = {
      code: 'post',
      name: 'Post',
      names: [],
      active: true,
      kind: 'DELIVERY' as const,
      carrier: null,
      taxCategory: null,
      zones,
    };
    expect((await saveShippingMethod(db, { id: null, expectedVersion: null, given }, by)).kind).toBe('saved');
  });

  test('is sent for what its goods weigh, and taxed as they are', async () => {
    expect(await quote(3)).toEqual({ shippingMinor: 500n, taxMinor: 300n, discountMinor: 0n });
    await tell(4, ['MUG'], { variants: [{ sku: 'MUG', weightGrams: 400, taxCategoryCode: 'food' }] });
    expect(await quote(2)).toEqual({ shippingMinor: 500n, taxMinor: 100n, discountMinor: 0n });
    expect(await quote(3)).toEqual({ shippingMinor: 1500n, taxMinor: 150n, discountMinor: 0n });
    // Nobody says any more how it is taxed, nor what it weighs: it is as its prices were imported.
    await tell(5, ['MUG'], { variants: [{ sku: 'MUG', weightGrams: null, taxCategoryCode: null }] });
    expect(await quote(3)).toEqual({ shippingMinor: 500n, taxMinor: 300n, discountMinor: 0n });
  });

  test('counts for a promotion of a category with those below it, and of a collection, by slug and by id', async () => {
    await promote('KITCHEN', 'CATEGORIES', ['kitchen']);
    await promote('GIFTS', 'COLLECTIONS', [gifts]);
    await tell(6, ['MUG']);
    expect((await quote(1)).discountMinor).toBe(0n);
    await tell(7, ['MUG'], { categories: stands });
    expect((await quote(1)).discountMinor).toBe(100n);
    await tell(8, ['MUG'], { categories: stands, collections: [{ id: gifts, slug: 'gifts' }] });
    expect((await quote(1)).discountMinor).toBe(190n);
    await tell(9, ['MUG'], { collections: [{ id: gifts, slug: 'gifts' }] });
    expect((await quote(1)).discountMinor).toBe(100n);
  });

  test('counts for a coupon that asks for a category, where no promotion of every basket asks for one', async () => {
    await db.query({ text: 'update promotions set active = false' });
    await turnBook(db);
    await promote('MUGDAY', 'CATEGORIES', [kitchen], true);
    await db.query({ text: `insert into coupons (code, id, promotion_id) select 'MUGDAY', id, id from promotions where code = 'MUGDAY'` });
    await tell(10, ['MUG'], { categories: stands });
    expect([(await quote(1)).discountMinor, (await quote(1, ['mugday'])).discountMinor]).toEqual([0n, 100n]);
  });
});
