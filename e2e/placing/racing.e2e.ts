import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { untilFinished } from '../crash/unfinished.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { until } from '../support/until.ts';
import { type Answer, available, buy, buyAsGuest, codesOf, freshKey, loyaltyOf, orderOf } from './buy.ts';
import { openCart } from './carts.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());
// What the test before was refused may still be on its way back to the shelf.
beforeEach(() => untilFinished(shop.stack().databases.orders));

const many = <T>(count: number, one: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => one(index)));
const placedOf = (answers: readonly Answer[]): Answer[] => answers.filter(({ __typename: kind }) => kind === 'OrderPlaced');
const refusedOf = (answers: readonly Answer[]): string[] => answers.flatMap(codesOf);

test('the last unit goes to exactly one of 50 buyers', async () => {
  const lines = [{ sku: 'LAMP-BRASS', quantity: 1 }];
  const answers = await many(50, (index) => buyAsGuest(shop, { lines, email: `buyer${index}@example.com`, waitMs: 25_000 }));
  expect(placedOf(answers)).toHaveLength(1);
  expect(refusedOf(answers)).toEqual(Array.from({ length: 49 }, () => 'INSUFFICIENT_STOCK'));
  expect(await available(shop, 'LAMP-BRASS')).toBe(0);
});

test('what is sold out is refused with what is missing, and nothing beside it is held', async () => {
  const mugs = await available(shop, 'MUG-CLASSIC');
  const lines = [
    { sku: 'MUG-CLASSIC', quantity: 1 },
    { sku: 'CHAIR-OAK', quantity: 2 },
  ];
  expect(await buyAsGuest(shop, { lines })).toMatchObject({
    __typename: 'OrderRejected',
    retryable: true,
    problems: [{ __typename: 'InsufficientStock', shortages: [{ sku: 'CHAIR-OAK', requested: 2, available: 0 }] }],
  });
  expect(await available(shop, 'MUG-CLASSIC')).toBe(mugs);
});

test('the same key at once from many places is one order', async () => {
  const mugs = await available(shop, 'MUG-CLASSIC');
  const input = { idempotencyKey: freshKey(), waitMs: 20_000 };
  const answers = await many(10, () => buyAsGuest(shop, input));
  expect(new Set(answers.map((answer) => orderOf(answer).id)).size).toBe(1);
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(await available(shop, 'MUG-CLASSIC')).toBe(mugs - 1);
});

test('the same key with another request is refused, and tells nothing of the order', async () => {
  const idempotencyKey = freshKey();
  orderOf(await buyAsGuest(shop, { idempotencyKey }));
  const other = await buyAsGuest(shop, { idempotencyKey, lines: [{ sku: 'MUG-CLASSIC', quantity: 2 }] });
  expect(other).toMatchObject({ __typename: 'OrderRejected', placement: null, problems: [{ code: 'IDEMPOTENCY_CONFLICT' }] });
  // Keys are each buyer's own.
  expect(await buyAsGuest(shop, { idempotencyKey, email: 'somebody.else@example.com' })).toMatchObject({ replayed: false });
});

test('a price other than the one shown is refused, never charged', async () => {
  const placed = orderOf(await buyAsGuest(shop));
  const { total } = placed.totals;
  const expectedTotal = { ...total, amount: (Number(total.amount) - 0.01).toFixed(2) };
  expect(await buyAsGuest(shop, { expectedTotal })).toMatchObject({
    problems: [{ __typename: 'PriceChanged', code: 'PRICE_CHANGED', expected: expectedTotal, actual: total }],
  });
  orderOf(await buyAsGuest(shop, { expectedTotal: total }));
});

test('a coupon for three is used three times, however many ask at once', async () => {
  await shop.stack().rooms.pricing.commands.importPricing({ coupons: [{ code: 'THREE', basisPoints: 1_000, usageLimit: 3 }] });
  const answers = await many(12, (index) =>
    buyAsGuest(shop, { couponCodes: ['three'], email: `saver${index}@example.com`, waitMs: 20_000 }),
  );
  expect(placedOf(answers)).toHaveLength(3);
  expect(refusedOf(answers)).toEqual(Array.from({ length: 9 }, () => 'COUPON_REJECTED'));
});

test('points are spent once, by orders at once', async () => {
  const grace = await shop.tokenOf('grace');
  const { available: points } = await loyaltyOf(shop, grace);
  const redeemPoints = Math.floor(points / 2) + 1;
  const lines = [{ sku: 'DESK-STANDING', quantity: 1 }];
  const answers = await many(4, () => buy(shop, { lines, redeemPoints, waitMs: 20_000 }, grace));
  expect(placedOf(answers)).toHaveLength(1);
  expect(refusedOf(answers)).toEqual(['INSUFFICIENT_POINTS', 'INSUFFICIENT_POINTS', 'INSUFFICIENT_POINTS']);
  expect((await loyaltyOf(shop, grace)).available).toBe(points - redeemPoints);
});

test('more points than there are, is told with both numbers; a guest has none', async () => {
  const ada = await shop.tokenOf('ada');
  const { available: points } = await loyaltyOf(shop, ada);
  const lines = [{ sku: 'DESK-STANDING', quantity: 1 }];
  expect(await buy(shop, { lines, redeemPoints: points + 1 }, ada)).toMatchObject({
    problems: [{ __typename: 'InsufficientPoints', requested: points + 1, available: points }],
  });
  expect(await buyAsGuest(shop, { redeemPoints: 1 })).toMatchObject({ problems: [{ code: 'INVALID_INPUT', path: ['redeemPoints'] }] });
  expect((await loyaltyOf(shop, ada)).available).toBe(points);
});

test('a cart that was edited meanwhile is not ordered', async () => {
  const cart = await openCart(shop, 'MUG-CLASSIC');
  const edited = await openCart(shop, 'TEA-DARJEELING', { cartId: cart.id });
  expect(await buyAsGuest(shop, { cartId: cart.id, cartVersion: cart.version })).toMatchObject({
    placement: null,
    problems: [{ code: 'CART_CONFLICT', cart: { id: cart.id } }],
  });
  orderOf(await buyAsGuest(shop, { cartId: cart.id, cartVersion: edited.version }));
});

test('a cart ordered under many keys at once becomes one order', async () => {
  const mugs = await available(shop, 'MUG-CLASSIC');
  const { id: cartId } = await openCart(shop, 'MUG-CLASSIC');
  const answers = await many(6, () => buyAsGuest(shop, { cartId, waitMs: 20_000 }));
  expect(placedOf(answers)).toHaveLength(1);
  for (const code of refusedOf(answers)) expect(['CART_CONFLICT', 'NOT_FOUND']).toContain(code);
  expect(await available(shop, 'MUG-CLASSIC')).toBe(mugs - 1);
});

test('a cart whose order was refused can be ordered again', async () => {
  const { id: cartId } = await openCart(shop, 'MUG-CLASSIC');
  expect(codesOf(await buyAsGuest(shop, { cartId, payment: 'tok_declined' }))).toEqual(['PAYMENT_DECLINED']);
  // The refusal may be told before the cart is free.
  const answer = await until(
    () => buyAsGuest(shop, { cartId }),
    (told) => !codesOf(told).includes('CART_CONFLICT'),
  );
  orderOf(answer);
});
