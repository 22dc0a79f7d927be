import type { Asking } from './whole.ts';

const usd = (amount: string) => ({ amount, currencyCode: 'USD' });

const everywhere = (amount: string) => ['USD', 'EUR', 'GBP', 'JPY'].map((currencyCode) => ({ amount, currencyCode }));

/** Lists of prices and what stands in them, a refused row and a price that was lowered. */
export async function setPrices({ ask, make }: Asking): Promise<void> {
  const list = { code: 'trade', name: 'Trade', currencyCode: 'USD', priority: 100, customerGroupCodes: ['trade'], channelCode: 'web' };
  const period = { validFrom: '2026-01-01T00:00:00Z', validTo: '2199-01-01T00:00:00Z' };
  await make('savePriceList', { ...list, ...period });
  await ask('priceLists');
  const breaks = [
    { minQuantity: 1, unit: '9.00' },
    { minQuantity: 10, unit: '8.00' },
  ];
  const row = { sku: 'CUP-RED', priceListCode: 'trade', breaks };
  await make('setPrices', {
    prices: [
      { ...row, compareAt: '12.00', ...period },
      { ...row, priceListCode: 'nowhere' },
    ],
  });
  // The mug had a price before it was lowered.
  const { prices } = await ask<{ prices: { id: string; version: number; priceList: { code: string } }[] }>(
    'productVariant',
    '(sku: "MUG-CLASSIC")',
  );
  const old = prices.find(({ priceList }) => priceList.code === 'default-usd');
  const lowered = { sku: 'MUG-CLASSIC', priceListCode: 'default-usd', id: old?.id, expectedVersion: old?.version };
  await make('setPrices', { prices: [{ ...lowered, breaks, compareAt: '12.50' }] });
  await ask('productVariant', '(sku: "MUG-CLASSIC")');
}

/** Taxes, ways to send, and what a checkout asks. */
export async function sendAndTax({ ask, make, say }: Asking, cartId: string): Promise<void> {
  const period = { validFrom: '2024-01-01T00:00:00Z', validTo: '2199-01-01T00:00:00Z' };
  await make('saveTaxRate', {
    taxCategoryCode: 'books',
    country: 'CA',
    region: 'ON',
    percent: '13',
    included: false,
    appliesToShipping: true,
    rounding: 'HALF_UP',
    roundedPer: 'RATE',
    source: 'Excise Tax Act',
    ...period,
  });
  await ask('taxRates', '(country: "CA")');
  await ask('taxCategories');
  const rates = [{ price: usd('19.99'), freeFrom: usd('200.00'), maxWeightGrams: 20_000 }];
  await make('saveShippingMethod', {
    code: 'express',
    name: 'Express',
    active: true,
    kind: 'DELIVERY',
    carrier: 'UPS',
    taxCategoryCode: 'standard',
    zones: [{ countries: ['US'], regions: ['CA'], minDays: 1, maxDays: 2, rates }],
  });
  await ask('shippingMethods');
  await ask('shop');
  await ask('paymentMethods');
  const money = '{ amount currencyCode }';
  await say(`{ cart(id: "${cartId}") { shippingOptions(destination: { country: "US", region: "CA" })
    { id name kind carrier minDays maxDays price ${money} } quote(destination: { country: "US", region: "CA" }) { shippingOption { id } } } }`);
}

/** A promotion that needs a coupon, what it would cost, and its codes. */
export async function promote({ ask, make }: Asking): Promise<void> {
  const promotion = {
    code: 'CLAY',
    name: 'Clay for less',
    active: true,
    priority: 100,
    stacking: 'STACKS',
    needsCoupon: true,
    startsAt: '2026-01-01T00:00:00Z',
    endsAt: '2199-01-01T00:00:00Z',
    usageLimit: 1000,
    usageLimitPerCustomer: 10,
    conditions: [
      { kind: 'SKUS', values: ['MUG-CLASSIC'] },
      ...everywhere('1').map((amount) => ({ kind: 'SUBTOTAL_FROM', amount })),
      { kind: 'QUANTITY_FROM', quantity: 1 },
    ],
    effect: { kind: 'PERCENT_OFF', percent: '10', maximum: everywhere('50') },
  };
  const { promotion: saved } = await make<{ promotion: { id: string } }>('savePromotion', { promotion });
  const others = [
    { kind: 'BUY_X_GET_Y', buyQuantity: 2, getQuantity: 1 },
    { kind: 'BUNDLE_PRICE', bundleSkus: ['MUG-CLASSIC', 'TEA-DARJEELING'], amounts: everywhere('20') },
  ];
  for (const effect of others)
    await make('savePromotion', { promotion: { ...promotion, code: effect.kind, active: false, conditions: [], effect } });
  await ask('promotions');
  await ask('promotion', `(id: "${saved.id}")`);
  const basket = 'basket: { lines: [{ sku: "MUG-CLASSIC", quantity: 2 }], destination: { country: "US", region: "CA" } }';
  const tenth = `{ code: "TENTH", name: "A tenth", active: false, priority: 100, stacking: STACKS, needsCoupon: false, conditions: [],
    effect: { kind: PERCENT_OFF, percent: "10" } }`;
  await ask('previewPromotion', `(promotion: ${tenth}, ${basket})`);
  const coupons = { idempotencyKey: 'clay-codes', promotionId: saved.id, count: 2, prefix: 'CLAY-', usageLimit: 5 };
  const made = await make<{ coupons: { id: string }[] }>('createCoupons', { ...coupons, endsAt: '2199-01-01T00:00:00Z' });
  const ids = made.coupons.map(({ id }) => id);
  await make('updateCoupons', { ids: [...ids, '0198c0de-0000-7000-8000-00000000000c'], usageLimit: 6 });
  await ask('coupons', `(promotionId: "${saved.id}")`);
}
