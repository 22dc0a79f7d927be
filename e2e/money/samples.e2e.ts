import { afterAll, beforeAll, expect, test } from 'vitest';
import { buy, buyAsGuest, orderOf } from '../placing/buy.ts';
import { readOrder } from '../placing/read-back.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { until } from '../support/until.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

interface Money {
  amount: string;
}

interface Quote {
  tax: Money;
  includedTax: Money;
  shipping: Money;
  total: Money;
  lines: { tax: Money }[];
  taxes: { label: string; percent: string; taxable: Money; tax: Money }[];
  rejectedCoupons: { reason: string }[];
}

async function quoteOf(lines: { sku: string; quantity: number }[], more: Record<string, unknown>, token?: string): Promise<Quote> {
  const { quote } = await shop.askFor<{ quote: Quote }>(
    `query Sample($input: QuoteInput!) { quote(input: $input) { tax { amount } includedTax { amount } shipping { amount } total { amount }
      lines { tax { amount } } taxes { label percent taxable { amount } tax { amount } } rejectedCoupons { reason } } }`,
    { input: { lines, ...more } },
    token,
  );
  return quote;
}

const mugs = (quantity: number) => [{ sku: 'MUG-CLASSIC', quantity }];
const washington = { destination: { country: 'US', region: 'WA', postalCode: '98101' } };

test('Washington: the half cent of 25.00 at 6.5 % goes up, and so does that of a shampoo bar', async () => {
  expect(await quoteOf(mugs(2), washington)).toMatchObject({ tax: { amount: '1.63' }, lines: [{ tax: { amount: '1.63' } }] });
  expect((await quoteOf([{ sku: 'SHAMPOO-BAR-ALL', quantity: 1 }], washington)).lines).toEqual([{ tax: { amount: '0.85' } }]);
});

test('Canada: shipping is taxed as the goods are, once on the order', async () => {
  const { shipping, tax, taxes } = await quoteOf(mugs(2), { destination: { country: 'CA', region: 'ON', postalCode: 'M5V 3L9' } });
  expect([shipping.amount, tax.amount]).toEqual(['19.95', '5.84']);
  expect(taxes).toEqual([{ label: 'CA-ON 13 %', percent: '13', taxable: { amount: '44.95' }, tax: { amount: '5.84' } }]);
});

test('California: shipping that is stated separately is not taxed', async () => {
  const { tax, taxes } = await quoteOf(mugs(2), { destination: { country: 'US', region: 'CA', postalCode: '94607' } });
  expect([tax.amount, taxes.map(({ taxable }) => taxable.amount)]).toEqual(['1.81', ['25.00']]);
});

test('Germany: a mug of 11.60 and 4.90 of shipping hold 2.63 of tax, once on the order', async () => {
  const { includedTax, total, taxes } = await quoteOf(mugs(1), {
    currencyCode: 'EUR',
    destination: { country: 'DE', postalCode: '10999' },
  });
  expect([includedTax.amount, total.amount]).toEqual(['2.63', '16.50']);
  expect(taxes).toEqual([{ label: 'DE 19 %', percent: '19', taxable: { amount: '13.87' }, tax: { amount: '2.63' } }]);
});

test('United Kingdom: tea is zero-rated, its share of shipping with it', async () => {
  const tea = [{ sku: 'TEA-DARJEELING', quantity: 1 }, ...mugs(1)];
  const { taxes } = await quoteOf(tea, { currencyCode: 'GBP', destination: { country: 'GB', postalCode: 'BS8 4PT' } });
  expect(taxes.map(({ label }) => label)).toEqual(['GB 0 %', 'GB 20 %']);
});

test('once a customer: who signs out is still the same buyer, by the e-mail', async () => {
  const email = 'c1@example.com';
  const { signUp } = await shop.askFor<{ signUp: { accessToken: string } }>(
    'mutation Join($input: SignUpInput!) { signUp(input: $input) { ... on Session { accessToken } } }',
    { input: { email, password: 'a long enough password' } },
  );
  const wish = { couponCodes: ['WELCOME10'] };
  expect((await buy(shop, wish, signUp.accessToken)).__typename).toBe('OrderPlaced');
  for (const again of [await buyAsGuest(shop, { ...wish, email }), await buyAsGuest(shop, { ...wish, email: ' C1@Example.com ' })])
    expect(again.problems).toMatchObject([{ code: 'COUPON_REJECTED', coupon: 'WELCOME10', reason: 'USED_UP' }]);
  const quote = await quoteOf(mugs(1), wish, signUp.accessToken);
  expect(quote.rejectedCoupons).toHaveLength(1);
  expect((await buyAsGuest(shop, { ...wish, email: 'c2@example.com' })).__typename).toBe('OrderPlaced');
});

test('once a customer: a guest who opens an account afterwards has used it, too', async () => {
  const email = 'c3@example.com';
  const wish = { couponCodes: ['WELCOME10'] };
  orderOf(await buyAsGuest(shop, { ...wish, email }));
  const { signUp } = await shop.askFor<{ signUp: { accessToken: string } }>(
    'mutation Join($input: SignUpInput!) { signUp(input: $input) { ... on Session { accessToken } } }',
    { input: { email, password: 'a long enough password' } },
  );
  expect((await quoteOf(mugs(1), wish, signUp.accessToken)).rejectedCoupons).toHaveLength(1);
  expect((await buy(shop, wish, signUp.accessToken)).problems).toMatchObject([{ code: 'COUPON_REJECTED' }]);
});

test('a first order is known by the orders that the shop brought along, and by the one that a guest has just placed', async () => {
  const wish = { couponCodes: ['HELLO15'] };
  const problems = [{ code: 'COUPON_REJECTED', coupon: 'HELLO15', reason: 'NOT_APPLICABLE' }];
  // Past orders are told, and orders settled, behind the answers.
  const rejectedFor = (token: string) =>
    until(
      () => quoteOf(mugs(1), wish, token),
      ({ rejectedCoupons }) => rejectedCoupons.length > 0,
    );
  const ada = await shop.tokenOf('ada');
  await rejectedFor(ada);
  expect((await buy(shop, wish, ada)).problems).toMatchObject(problems);
  const email = 'c4@example.com';
  expect((await buyAsGuest(shop, { email })).__typename).toBe('OrderPlaced');
  const { signUp } = await shop.askFor<{ signUp: { accessToken: string } }>(
    'mutation Join($input: SignUpInput!) { signUp(input: $input) { ... on Session { accessToken } } }',
    { input: { email, password: 'a long enough password' } },
  );
  await rejectedFor(signUp.accessToken);
  expect((await buyAsGuest(shop, { ...wish, email })).problems).toMatchObject(problems);
  expect((await buyAsGuest(shop, { ...wish, email: 'c5@example.com' })).__typename).toBe('OrderPlaced');
});

test('three for two of tea and coffee: of three bags the cheapest is free, and desks are none', async () => {
  const bags = [
    { sku: 'TEA-DARJEELING', quantity: 2 },
    { sku: 'TEA-ASSAM-100', quantity: 1 },
  ];
  const { total } = await until(
    () => quoteOf(bags, { couponCodes: ['BREW3'] }),
    ({ rejectedCoupons }) => rejectedCoupons.length === 0,
  );
  expect(total.amount).toBe('29.80');
  expect((await quoteOf([{ sku: 'DESK-STANDING', quantity: 3 }], { couponCodes: ['BREW3'] })).rejectedCoupons).toEqual([
    { reason: 'NOT_APPLICABLE' },
  ]);
});

test('a coupon whose last use waits at the bank is held: another buyer may try again', async () => {
  await shop.stack().rooms.pricing.commands.importPricing({ coupons: [{ code: 'LASTONE', basisPoints: 1_000, usageLimit: 1 }] });
  const wish = { couponCodes: ['LASTONE'] };
  expect((await buyAsGuest(shop, { ...wish, email: 'slow@example.com', payment: 'tok_challenge' })).__typename).toBe(
    'PaymentActionRequired',
  );
  const other = await buyAsGuest(shop, { ...wish, email: 'quick@example.com' });
  expect(other).toMatchObject({ __typename: 'OrderRejected', retryable: true, problems: [{ coupon: 'LASTONE', reason: 'HELD' }] });
});

test('an order that points paid is let go when it is cancelled: order and payment say so alike', async () => {
  const grace = await shop.tokenOf('grace');
  const { me } = await shop.askFor<{ me: { id: string } }>('{ me { id } }', {}, grace);
  await shop.stack().rooms.customers.commands.grantPoints([{ customerId: me.id, points: 50_000, reason: 'a test', key: 'samples' }]);
  const { id } = orderOf(await buy(shop, { lines: mugs(1), redeemPoints: 50_000 }, grace));
  await until(
    () => readOrder(shop, id, { token: grace }),
    (order) => order?.payments?.[0]?.status === 'CAPTURED',
  );
  const { cancelOrder } = await shop.askFor<{ cancelOrder: { __typename: string } }>(
    'mutation Cancel($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename } }',
    { input: { orderId: id, idempotencyKey: 'cancel what points paid' } },
    grace,
  );
  expect(cancelOrder.__typename).toBe('OrderCancelled');
  const over = await until(
    () => readOrder(shop, id, { token: grace }),
    (order) => order?.paymentStatus === 'VOIDED',
  );
  expect(over?.payments).toMatchObject([{ status: 'VOIDED', captured: { amount: '0.00' }, refunded: { amount: '0.00' } }]);
});
