import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { available, buy, buyAsGuest, freshKey, oakland, purchaseOf, type Wish } from './buy.ts';
import { openCart } from './carts.ts';
import { countRows } from './read-rows.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
  const { products, pricing, inventory } = shop.stack().rooms;
  const variants = [{ id: '0198c0de-0000-7000-8000-000000000001', sku: 'EURO-ONLY', title: 'Plain' }];
  const product = {
    slug: 'euro-only',
    title: 'A thing for Europe',
    description: null,
    status: 'PUBLISHED' as const,
    categorySlugs: [],
    variants,
  };
  await products.commands.importCatalogue({
    categories: [],
    products: [{ ...product, id: '0198c0de-0000-7000-8000-000000000002', createdAt: new Date() }],
  });
  await pricing.commands.importPricing({
    items: [{ sku: 'EURO-ONLY', taxCategory: 'standard' }],
    prices: [{ sku: 'EURO-ONLY', currency: 'EUR', listMinor: 900n, breaks: [] }],
  });
  const levels = [{ sku: 'EURO-ONLY', locationId: 'oakland', onHand: 5, lowStockThreshold: 0 }];
  await inventory.commands.importStock({ locations: [], levels });
});
afterAll(() => shop?.close());

const mugs = (quantity: number) => ({ lines: [{ sku: 'MUG-CLASSIC', quantity }] });
const place = (more: Wish) => ({ shippingAddress: { ...oakland, ...more } });

describe('what cannot be accepted is refused before anything is recorded:', () => {
  test.each<[string, Wish, string[]]>([
    ['quantity 0', mugs(0), ['lines', '0', 'quantity']],
    ['a negative quantity', mugs(-3), ['lines', '0', 'quantity']],
    ['a quantity above 10,000', mugs(10_001), ['lines', '0', 'quantity']],
    ['two lines that add up to more', { lines: [...mugs(6_000).lines, ...mugs(6_000).lines] }, ['lines', '1', 'quantity']],
    ['an empty SKU', { lines: [{ sku: ' ', quantity: 1 }] }, ['lines', '0', 'sku']],
    ['an empty order', { lines: [] }, ['lines']],
    ['more than 200 lines', { lines: Array.from({ length: 201 }, (_, index) => ({ sku: `SKU-${index}`, quantity: 1 })) }, ['lines']],
    ['neither lines nor a cart', { lines: null }, ['cartId']],
    ['both lines and a cart', { ...mugs(1), cartId: '0198c0de-0000-7000-8000-000000000003' }, ['lines']],
    ['a version without a cart', { ...mugs(1), cartVersion: 1 }, ['cartVersion']],
    ['a malformed e-mail', { email: 'linus at example' }, ['email']],
    ['no e-mail', { email: null }, ['email']],
    ['an unknown country', place({ country: 'XX' }), ['shippingAddress', 'country']],
    ['an address without country', place({ country: '' }), ['shippingAddress', 'country']],
    ['an address without city', place({ city: '  ' }), ['shippingAddress', 'city']],
    ['an empty key', { idempotencyKey: '' }, ['idempotencyKey']],
    ['a key of 256 characters', { idempotencyKey: 'k'.repeat(256) }, ['idempotencyKey']],
    ['an empty payment token', { payment: '' }, ['payment', 'token']],
    ['negative points', { redeemPoints: -1 }, ['redeemPoints']],
    ['a negative wait', { waitMs: -1 }, ['waitMs']],
    ['a wait above 30 s', { waitMs: 30_001 }, ['waitMs']],
    ['11 coupons', { couponCodes: Array.from({ length: 11 }, (_, index) => `C${index}`) }, ['couponCodes']],
    ['a total in another currency', { expectedTotal: { amount: '12.50', currencyCode: 'EUR' } }, ['expectedTotal', 'currencyCode']],
    ['a total of too many decimals', { expectedTotal: { amount: '12.505', currencyCode: 'USD' } }, ['expectedTotal', 'amount']],
  ])('%s', async (_, wish, path) => {
    const before = [await available(shop, 'MUG-CLASSIC'), await countRows(shop, 'orders', 'placements')];
    const answer = await buyAsGuest(shop, wish);
    expect(answer).toMatchObject({ __typename: 'OrderRejected', retryable: false, placement: null });
    expect(answer.problems).toMatchObject([{ __typename: 'InvalidInput', code: 'INVALID_INPUT', path }]);
    expect(answer.problems?.[0]?.message).toContain(wish['lines'] === null ? 'lines' : path.at(-1));
    expect([await available(shop, 'MUG-CLASSIC'), await countRows(shop, 'orders', 'placements')]).toEqual(before);
  });

  test.each<[string, Wish]>([
    ['a quantity of one and a half', mugs(1.5)],
    ['a quantity in words', { lines: [{ sku: 'MUG-CLASSIC', quantity: 'two' }] }],
    ['an unknown currency', { currencyCode: 'CHF' }],
    ['an address whose country is left out', { shippingAddress: { ...oakland, country: undefined } }],
    ['an amount that is no number', { expectedTotal: { amount: 'much', currencyCode: 'USD' } }],
  ])('%s is no GraphQL input at all', async (_, wish) => {
    const placements = await countRows(shop, 'orders', 'placements');
    const { data, errors } = await shop.ask<{ placeOrder: unknown }>(
      'mutation Bad($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }',
      {
        input: purchaseOf({ email: 'linus@example.com', ...wish }),
      },
    );
    // What the gateway does not know the inside of, such as a Decimal, the room refuses: then the field is there, and null.
    expect([data?.placeOrder ?? null, errors?.map(({ extensions }) => extensions?.code)]).toEqual([null, ['BAD_USER_INPUT']]);
    expect(await countRows(shop, 'orders', 'placements')).toBe(placements);
  });
});

test('a form that is wrong in five places is told all five at once', async () => {
  const wish: Wish = { ...mugs(-1), ...place({ country: '' }), idempotencyKey: '', email: 'linus at example', payment: '' };
  const { problems } = await buyAsGuest(shop, wish);
  const fields = ['idempotencyKey', 'email', 'lines.0.quantity', 'shippingAddress.country', 'payment.token'];
  expect(problems?.map(({ fields: told }) => told?.map(({ path }) => path.join('.')))).toEqual([fields]);
  expect(problems?.[0]?.path).toEqual(['idempotencyKey']);
});

test.each([
  ['an unknown SKU', 'NO-SUCH-SKU', {}],
  ['a draft', 'SOFA-DAY-SAND', {}],
  ['an archived one', 'THROW-SUMMER', {}],
  ['a currency that it has no price in', 'EURO-ONLY', { currencyCode: 'USD' }],
])('%s is ItemUnavailable and names the SKU; what stood beside it is free', async (_, sku, wish) => {
  const before = await available(shop, 'MUG-CLASSIC');
  const lines = [
    { sku: 'MUG-CLASSIC', quantity: 2 },
    { sku, quantity: 1 },
  ];
  expect(await buyAsGuest(shop, { ...wish, lines })).toMatchObject({
    __typename: 'OrderRejected',
    retryable: false,
    problems: [{ __typename: 'ItemUnavailable', code: 'ITEM_UNAVAILABLE', sku }],
  });
  await expect.poll(() => available(shop, 'MUG-CLASSIC')).toBe(before);
});

test('what has a price in euros is sold in euros', async () => {
  const berlin = { line1: 'Oranienstraße 25', city: 'Berlin', postalCode: '10999', country: 'DE' };
  const wish = { currencyCode: 'EUR', lines: [{ sku: 'EURO-ONLY', quantity: 1 }], shippingAddress: berlin };
  expect(await buyAsGuest(shop, wish)).toMatchObject({ order: { totals: { subtotal: { amount: '9.00', currencyCode: 'EUR' } } } });
});

test('an address of one’s own is the only one that a customer may name', async () => {
  const ada = await shop.tokenOf('ada');
  expect(await buy(shop, { email: 'grace@example.com' }, ada)).toMatchObject({ problems: [{ code: 'INVALID_INPUT', path: ['email'] }] });
  expect(await buy(shop, { email: 'ADA@example.com' }, ada)).toMatchObject({ __typename: 'OrderPlaced' });
});

test('the longest key is good', async () => {
  expect(await buyAsGuest(shop, { idempotencyKey: freshKey().padEnd(255, 'k') })).toMatchObject({ __typename: 'OrderPlaced' });
});

test('a cart takes no more than it can hold, and only what is sold', async () => {
  const add = (input: Wish) =>
    shop.askFor<{ addToCart: Record<string, unknown> }>(
      `mutation Add($input: AddToCartInput!) { addToCart(input: $input) {
        __typename ... on InvalidInput { path } ... on ItemUnavailable { sku } ... on CartConflict { cart { version } }
      } }`,
      { input },
    );
  for (const quantity of [0, -1, 10_001])
    expect((await add({ sku: 'MUG-CLASSIC', quantity })).addToCart).toEqual({ __typename: 'InvalidInput', path: ['quantity'] });
  for (const sku of ['NO-SUCH-SKU', 'SOFA-DAY-SAND'])
    expect((await add({ sku })).addToCart).toEqual({ __typename: 'ItemUnavailable', sku });
  const cart = await openCart(shop, 'MUG-CLASSIC');
  const edit = { cartId: cart.id, sku: 'MUG-CLASSIC', expectedVersion: cart.version + 1 };
  expect((await add(edit)).addToCart).toEqual({ __typename: 'CartConflict', cart: { version: cart.version } });
  expect((await add({ ...edit, cartId: 'nonsense' })).addToCart).toEqual({ __typename: 'NotFound' });
});

test('a query with bad input is an error that names the argument', async () => {
  const quote = (input: Wish) => shop.ask('query Bad($input: QuoteInput!) { quote(input: $input) { total { amount } } }', { input });
  for (const input of [
    { lines: [] },
    mugs(0),
    mugs(10_001),
    { ...mugs(1), destination: { country: 'XX' } },
    { lines: [{ sku: 'NO', quantity: 1 }] },
  ]) {
    const { data, errors } = await quote(input);
    expect(data).toEqual({ quote: null });
    expect(errors).toMatchObject([
      { path: ['quote'], extensions: { code: 'BAD_USER_INPUT', argumentName: expect.stringMatching(/^input/) } },
    ]);
  }
  const { errors } = await shop.ask('{ products(first: 1000) { totalCount } productVariants(skus: ["A"]) { sku } }');
  expect(errors).toMatchObject([{ path: ['products'], extensions: { code: 'BAD_USER_INPUT', argumentName: 'first' } }]);
});
