import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, example, openDemoShop } from '../support/demo-shop.ts';
import { until } from '../support/until.ts';
import { available, buy, buyAsGuest, loyaltyOf, oakland, orderOf } from './buy.ts';
import { readOrder, readSettled } from './read-back.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const lines = [
  { sku: 'MUG-CLASSIC', quantity: 2 },
  { sku: 'TEA-DARJEELING', quantity: 10 },
];

test('an order with lines is found again in every room, as it was quoted', async () => {
  const ada = await shop.tokenOf('ada');
  const [mugs, before] = [await available(shop, 'MUG-CLASSIC'), await loyaltyOf(shop, ada)];
  const { quote } = await shop.askFor<{ quote: Record<string, { amount: string }> & { pointsToEarn: number } }>(
    example('03-quote'),
    { input: { lines, destination: { country: 'US', region: 'CA', postalCode: '94607' } } },
    ada,
  );
  const placed = await buy(shop, { lines, expectedTotal: quote['total'] }, ada);
  expect(placed).toMatchObject({ replayed: false, accessToken: null });
  const { id } = orderOf(placed);

  const order = await readSettled(shop, id, { token: ada });
  const totals = Object.fromEntries(Object.entries(order.totals).map(([name, { amount }]) => [name, amount]));
  expect(totals).toEqual(Object.fromEntries(Object.keys(totals).map((name) => [name, quote[name]?.amount])));
  expect(order).toMatchObject({
    email: 'ada@example.com',
    customer: { email: 'ada@example.com' },
    status: 'CONFIRMED',
    fulfillmentStatus: 'UNFULFILLED',
    lines: [
      {
        skuAtPurchase: 'MUG-CLASSIC',
        quantity: 2,
        unitPrice: { amount: '12.50' },
        total: { amount: '25.00' },
        variant: { sku: 'MUG-CLASSIC' },
      },
      { skuAtPurchase: 'TEA-DARJEELING', quantity: 10, variant: { sku: 'TEA-DARJEELING' } },
    ],
    payments: [{ status: 'CAPTURED', captured: { amount: totals['total'] }, refunded: { amount: '0.00' } }],
    allocations: null,
    loyaltyEntries: [{ kind: 'ACCRUAL_PENDING', points: 0, pendingPoints: quote.pointsToEarn }],
  });
  expect(order.timeline.map(({ type }) => type)).toEqual(['PLACED', 'PAYMENT_AUTHORIZED', 'PAYMENT_CAPTURED']);
  expect(await available(shop, 'MUG-CLASSIC')).toBe(mugs - 2);
  expect(await loyaltyOf(shop, ada)).toEqual({ ...before, pending: before.pending + quote.pointsToEarn });

  const seenByStaff = await readOrder(shop, id, { token: await shop.tokenOf('staff') });
  const allocated = (seenByStaff?.allocations ?? []).map(({ sku, quantity, state }) => `${quantity} ${sku} ${state}`);
  expect(allocated.sort()).toEqual(['10 TEA-DARJEELING COMMITTED', '2 MUG-CLASSIC COMMITTED']);

  const { me } = await shop.askFor<{ me: { orders: { edges: { node: { id: string } }[] } } }>(example('09-me'), {}, ada);
  expect(me.orders.edges[0]?.node.id).toBe(id);
});

test('ten of a tea cost less each than one', async () => {
  const { productVariants } = await shop.askFor<{
    productVariants: ({ price: Record<'list' | 'unit' | 'total', { amount: string }> } | null)[];
  }>(example('02-compare-variants'), { skus: ['TEA-DARJEELING', 'NO-SUCH-SKU'], quantity: 10 });
  const [tea, nothing] = productVariants;
  expect(nothing).toBeNull();
  expect(Number(tea?.price.unit.amount)).toBeLessThan(Number(tea?.price.list.amount));
  expect(Number(tea?.price.total.amount)).toBeCloseTo(10 * Number(tea?.price.unit.amount), 2);
  const { order } = await buyAsGuest(shop, { lines: [{ sku: 'TEA-DARJEELING', quantity: 10 }] });
  expect(order?.totals.subtotal.amount).toBe(tea?.price.total.amount);
});

test('a cart becomes one order, with the coupon that it carries', async () => {
  const grace = await shop.tokenOf('grace');
  type Updated = { cart: { id: string; version: number; quote: { total: { amount: string } } } };
  const add = example('07-add-to-cart');
  const first = (await shop.askFor<{ addToCart: Updated }>(add, { input: { sku: 'MUG-CLASSIC', quantity: 4 } }, grace)).addToCart.cart;
  const input = { cartId: first.id, expectedVersion: first.version, sku: 'TEA-DARJEELING', quantity: 1 };
  await shop.askFor(add, { input }, grace);
  const { applyCoupon } = await shop.askFor<{ applyCoupon: Updated }>(
    `mutation Coupon($input: ApplyCouponInput!) { applyCoupon(input: $input) { __typename ... on CartUpdated { cart {
      id version quote(destination: { country: "US", region: "CA" }) { total { amount } discount { amount } }
    } } } }`,
    { input: { cartId: first.id, couponCode: 'welcome10' } },
    grace,
  );
  const { cart } = applyCoupon;
  const placed = await buy(shop, { cartId: cart.id, cartVersion: cart.version }, grace);
  const order = orderOf(placed);
  expect(order.totals.total.amount).toBe(cart.quote.total.amount);
  expect(Number(order.totals.discount.amount)).toBeGreaterThan(0);
  // Before them what she had left in her cart.
  expect((await readSettled(shop, order.id, { token: grace })).lines.map(({ quantity }) => quantity)).toEqual([1, 2, 4, 1]);

  expect(await buy(shop, { cartId: cart.id, cartVersion: cart.version }, grace)).toMatchObject({ __typename: 'OrderRejected' });
  const { me } = await shop.askFor<{ me: { cart: { id: string } | null } }>(example('09-me'), {}, grace);
  expect(me.cart).toBeNull();
});

test('a guest looks up the order with the token that placing it gave, and nobody does without', async () => {
  const input = { email: 'Linus@Example.com ', idempotencyKey: 'guest-1', lines, shippingAddress: oakland, payment: { token: 'tok_ok' } };
  type Placed = { placeOrder: { accessToken: string; order: { id: string; number: string } } };
  const { placeOrder } = await shop.askFor<Placed>(example('04-place-order-as-guest'), { input });
  const { accessToken, order } = placeOrder;
  const read = (given?: string) =>
    shop.askFor<{ order: { id: string } | null }>(example('05-look-up-order'), { number: order.number, accessToken: given });
  expect((await read(accessToken)).order?.id).toBe(order.id);
  expect((await read()).order).toBeNull();
  expect((await read(`${accessToken.slice(0, -1)}${accessToken.endsWith('A') ? 'B' : 'A'}`)).order).toBeNull();
  const settled = await readSettled(shop, order.id, { accessToken });
  expect(settled).toMatchObject({ email: 'linus@example.com', customer: null, allocations: null });
  expect(settled.loyaltyEntries ?? []).toEqual([]);
});

test('the same SKU on two lines is one line of their sum', async () => {
  const twice = [
    { sku: 'MUG-CLASSIC', quantity: 1 },
    { sku: 'TEA-DARJEELING', quantity: 1 },
    { sku: ' MUG-CLASSIC', quantity: 2 },
  ];
  const placed = await buyAsGuest(shop, { lines: twice });
  const order = await readOrder(shop, orderOf(placed).id, placed);
  expect(order?.lines.map(({ skuAtPurchase, quantity }) => `${quantity} ${skuAtPurchase}`)).toEqual(['3 MUG-CLASSIC', '1 TEA-DARJEELING']);
});

test('redeemed points lower the total, and are gone', async () => {
  const ada = await shop.tokenOf('ada');
  const before = await loyaltyOf(shop, ada);
  const placed = await buy(shop, { redeemPoints: 500 }, ada);
  const order = orderOf(placed);
  expect(order.totals.discount.amount).toBe('5.00');
  const settled = await readSettled(shop, order.id, { token: ada });
  expect(settled.loyaltyEntries).toContainEqual({ kind: 'REDEMPTION', points: -500, pendingPoints: 0 });
  await until(
    () => loyaltyOf(shop, ada),
    ({ available: left, reserved }) => left === before.available - 500 && reserved === 0,
  );
});
