import { type Caller, guest } from '@cartograph/kit/caller';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { start } from '#server';

const ada: Caller = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com', roles: ['customer'] };
let customersAnswers = true;
let asked: string[][] = [];

const room = await start({
  databaseUrl: await freshDatabaseUrl('pricing'),
  remotes: {
    products: { snapshotVariants: async (skus) => skus.map((sku) => ({ sku, sellable: true })) },
    customers: {
      pointsAvailable: async (customerIds) => {
        asked.push(customerIds);
        if (!customersAnswers) throw new Error('customers is down, at 10.0.0.7');
        return customerIds.map((customerId) => ({ customerId, available: 300 }));
      },
    },
  },
  bus: createLocalEventBus(),
  log: silentLog(),
  background: false,
});
afterAll(() => room.stop());
beforeAll(() => room.commands.importPricing({ prices: [{ sku: 'MUG', currency: 'USD', listMinor: 1_250n, breaks: [] }] }));
beforeEach(() => {
  asked = [];
  customersAnswers = true;
});

const points = (redeemPoints: number) => ({ lines: [{ sku: 'MUG', quantity: 1 }], redeemPoints });
const query = `query ($input: QuoteInput!) { quote(input: $input) { pointsRedeemed total { amount } discounts { kind label amount { amount } } } }`;

async function ask(text: string, variables: Record<string, unknown>, caller: Caller) {
  const { data, errors } = await room.execute({ query: text, variables }, caller);
  return { data: JSON.parse(JSON.stringify(data ?? null)) as Record<string, unknown> | null, errors };
}

test('a customer is shown a total with the points that she has, not with those that she offers', async () => {
  const { data } = await ask(query, { input: points(5_000) }, ada);
  expect(data?.['quote']).toEqual({
    pointsRedeemed: 300,
    total: { amount: '9.50' },
    discounts: [{ kind: 'POINTS', label: '300 points', amount: { amount: '3.00' } }],
  });
  expect((await ask(query, { input: points(100) }, ada)).data).toHaveProperty('quote.pointsRedeemed', 100);
});

test('a guest who offers points is told so, as placing would', async () => {
  const quote = await ask(query, { input: points(1) }, guest);
  expect(quote.data).toEqual({ quote: null });
  expect(quote.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argumentName: 'input.redeemPoints' });
  const cart = { __typename: 'Cart', id: uuidv7(), currencyCode: 'USD', couponCodes: [], lines: points(1).lines };
  const cartQuery =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Cart { quote(redeemPoints: 1) { pointsRedeemed } } } }';
  expect((await ask(cartQuery, { of: [cart] }, guest)).errors?.[0]?.extensions).toMatchObject({ argumentName: 'redeemPoints' });
  expect((await ask(cartQuery, { of: [cart] }, ada)).data).toEqual({ _entities: [{ quote: { pointsRedeemed: 1 } }] });
});

test('customers is asked once for all quotes of a request, and not at all for those without points', async () => {
  const many = `query ($a: QuoteInput!, $b: QuoteInput!) { a: quote(input: $a) { pointsRedeemed } b: quote(input: $b) { pointsRedeemed }
    c: quote(input: $a) { total { amount } } }`;
  await ask(many, { a: points(10), b: points(20) }, ada);
  expect(asked).toHaveLength(1);
  await ask(query, { input: points(0) }, ada);
  expect(asked).toHaveLength(1);
});

test('while customers is away, a quote with points is an error at its field, and the others are answered', async () => {
  customersAnswers = false;
  const both =
    'query ($a: QuoteInput!, $b: QuoteInput!) { a: quote(input: $a) { total { amount } } b: quote(input: $b) { total { amount } } }';
  const { data, errors } = await ask(both, { a: points(10), b: points(0) }, ada);
  expect(data).toEqual({ a: null, b: { total: { amount: '12.50' } } });
  expect(errors).toMatchObject([{ path: ['a'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  expect(JSON.stringify(errors)).not.toContain('10.0.0.7');
});

test('a SKU with blanks around it is the SKU, as in a cart and an order', async () => {
  const input = { lines: [{ sku: ' MUG ', quantity: 1 }, ...points(0).lines] };
  expect((await ask(query, { input }, guest)).data).toHaveProperty('quote.total.amount', '25.00');
});
