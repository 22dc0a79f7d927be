import { type Caller, guest } from '@cartograph/kit/caller';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { largestTotal } from '#rules/quote';
import { start } from '#server';

/** What products says: drafts and archived products are not on sale, an orphan has a price and no product; all else is on sale. */
const [notOnSale, unknown] = [new Set(['DRAFT', 'ARCHIVED']), new Set(['NOPE', 'ORPHAN'])];
let askedOfProducts: string[][] = [];
let productsAnswers = true;

const room = await start({
  databaseUrl: await freshDatabaseUrl('pricing'),
  remotes: {
    products: {
      snapshotVariants: async (skus) => {
        askedOfProducts.push(skus);
        if (!productsAnswers) throw new Error('products is down, at 10.0.0.7');
        return skus.map((sku) => (unknown.has(sku) ? null : { sku, sellable: !notOnSale.has(sku) }));
      },
    },
    customers: {
      pointsAvailable: async () => {
        throw new Error('nobody redeems points here');
      },
    },
  },
  bus: createLocalEventBus(),
  log: silentLog(),
  background: false,
});
afterAll(() => room.stop());

const ada: Caller = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com', roles: ['customer'] };
const clerk: Caller = { ...ada, roles: ['staff'] };
const orders: Caller = { kind: 'room', room: 'orders' };

/** The answer with plain objects, so that it can be compared whole. */
async function ask(query: string, variables: Record<string, unknown>, caller: Caller = guest) {
  const { data, errors } = await room.execute({ query, variables }, caller);
  return { data: JSON.parse(JSON.stringify(data ?? null)) as unknown, errors };
}

// Hidden prices are so high that two of them are too large for a quote: nor may that be told.
beforeAll(() =>
  room.commands.importPricing({
    prices: [
      { sku: 'MUG', currency: 'USD', listMinor: 1250n, breaks: [] },
      { sku: 'TEA', currency: 'USD', listMinor: 990n, breaks: [] },
      { sku: 'BOWL', currency: 'USD', listMinor: 900n, breaks: [] },
      ...['DRAFT', 'ARCHIVED', 'ORPHAN'].map((sku) => ({ sku, currency: 'USD' as const, listMinor: largestTotal, breaks: [] })),
    ],
  }),
);

const query = 'query ($input: QuoteInput!) { quote(input: $input) { total { amount } } }';
const of = (...skus: string[]) => ({ lines: skus.map((sku) => ({ sku, quantity: 2 })) });
beforeEach(() => {
  askedOfProducts = [];
});
afterEach(() => {
  productsAnswers = true;
});

test.each(['DRAFT', 'ARCHIVED', 'ORPHAN'])('a quote answers the public for %s word for word as for what does not exist', async (sku) => {
  for (const caller of [guest, ada])
    for (const others of [[], ['MUG'], ['MUG', 'NOPE']]) {
      const [hidden, absent] = [
        await ask(query, { input: of(...others, sku) }, caller),
        await ask(query, { input: of(...others, 'NOPE') }, caller),
      ];
      expect(hidden.data).toEqual({ quote: null });
      expect(JSON.parse(JSON.stringify(hidden).replaceAll(sku, 'NOPE'))).toEqual(JSON.parse(JSON.stringify(absent)));
    }
});

test('a quote names the first line without a price, hidden or unknown', async () => {
  const first = async (...skus: string[]) => (await ask(query, { input: of(...skus) })).errors?.[0];
  expect(await first('DRAFT', 'NOPE')).toMatchObject({
    message: 'sku: DRAFT has no price in USD.',
    extensions: { argumentName: 'input.lines.0.sku' },
  });
  expect(await first('NOPE', 'DRAFT')).toMatchObject({
    message: 'sku: NOPE has no price in USD.',
    extensions: { argumentName: 'input.lines.0.sku' },
  });
});

test('a quote tells staff and rooms, without asking products', async () => {
  for (const caller of [clerk, orders])
    expect((await ask(query, { input: { lines: [{ sku: 'DRAFT', quantity: 1 }] } }, caller)).data).toEqual({
      quote: { total: { amount: '10000000000000.00' } },
    });
  expect(askedOfProducts).toEqual([]);
});

test('a quote asks products once a request, for each SKU once, and never for a malformed basket', async () => {
  const two =
    'query ($a: QuoteInput!, $b: QuoteInput!) { a: quote(input: $a) { total { amount } } b: quote(input: $b) { total { amount } } }';
  expect((await ask(two, { a: of('MUG', 'TEA', 'MUG'), b: of('TEA', 'BOWL') })).errors).toBeUndefined();
  expect(askedOfProducts).toEqual([['MUG', 'TEA', 'BOWL']]);
  await ask(query, { input: { lines: [{ sku: 'MUG', quantity: 0 }] } });
  expect(askedOfProducts).toHaveLength(1);
});

test('a quote is not given while products does not answer; carts, prices and freezes go on', async () => {
  productsAnswers = false;
  const { data, errors } = await ask(query, { input: of('MUG') });
  expect(data).toEqual({ quote: null });
  expect(errors).toMatchObject([{ path: ['quote'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  expect(JSON.stringify(errors)).not.toContain('10.0.0.7');
  const cart = { __typename: 'Cart', id: uuidv7(), currencyCode: 'USD', couponCodes: [], lines: [{ sku: 'ARCHIVED', quantity: 1 }] };
  const others = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Cart { quote { total { amount } } }
    ... on ProductVariant { price { unit { amount } } } } }`;
  expect((await ask(others, { of: [cart, { __typename: 'ProductVariant', sku: 'MUG' }] })).data).toEqual({
    _entities: [{ quote: { total: { amount: '10000000000000.00' } } }, { price: { unit: { amount: '12.50' } } }],
  });
  const basket = { placementId: uuidv7(), currency: 'USD' as const, ...of('MUG'), destination: null, couponCodes: [] };
  expect(await room.commands.freezeQuotes([{ ...basket, redeemPoints: 0, customerId: null, buyerKey: null }])).toMatchObject([
    { state: 'FROZEN' },
  ]);
  expect(askedOfProducts).toEqual([['MUG'], ['ARCHIVED']]);
});

test('a cart costs what can be bought of it: what is not on sale any more, or lost its price, is not in its quote', async () => {
  const cart = (...skus: string[]) => ({
    __typename: 'Cart',
    id: uuidv7(),
    currencyCode: 'USD',
    couponCodes: [],
    lines: skus.map((sku) => ({ sku, quantity: 2 })),
  });
  const quotes = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Cart { quote { total { amount } lines { sku } } } } }';
  const carts = [cart('MUG', 'ARCHIVED'), cart('UNPRICED', 'TEA', 'NOPE'), cart('ARCHIVED', 'ORPHAN'), cart('MUG', 'TEA')];
  const quote = (amount: string, ...skus: string[]) => ({ quote: { total: { amount }, lines: skus.map((sku) => ({ sku })) } });
  for (const caller of [guest, ada, clerk])
    expect(await ask(quotes, { of: carts }, caller)).toEqual({
      data: { _entities: [quote('25.00', 'MUG'), quote('19.80', 'TEA'), quote('0.00'), quote('44.80', 'MUG', 'TEA')] },
      errors: undefined,
    });
  expect(askedOfProducts).toHaveLength(3);
});

test('which currencies a SKU is priced in is told to rooms, in the order asked', async () => {
  const currencies = 'query ($skus: [String!]!) { pricingCurrencies(skus: $skus) { sku currencies } }';
  expect((await ask(currencies, { skus: ['NOPE', 'MUG', 'MUG'] }, orders)).data).toEqual({
    pricingCurrencies: [
      { sku: 'NOPE', currencies: [] },
      { sku: 'MUG', currencies: ['USD'] },
      { sku: 'MUG', currencies: ['USD'] },
    ],
  });
  expect((await ask(currencies, { skus: ['MUG'] }, clerk)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
