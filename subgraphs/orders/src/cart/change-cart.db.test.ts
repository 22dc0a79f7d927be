import { type Caller, guest } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { openCartShop } from '#testing/cart-shop';

const ada: Caller = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com', roles: ['customer'] };
const grace: Caller = { kind: 'customer', customerId: uuidv7(), email: 'grace@example.com', roles: ['customer'] };

describe('a cart', () => {
  test('opens with its first line, sums the same SKU and counts its versions', async () => {
    const { add, set } = await openCartShop();
    const first = await add({ sku: 'MUG', quantity: 2 });
    expect(first).toMatchObject({ __typename: 'CartUpdated', cart: { version: 1, lines: [{ sku: 'MUG', quantity: 2 }] } });
    const cartId = first.cart.id;
    expect(await add({ cartId, sku: 'MUG', expectedVersion: 1 })).toMatchObject({ cart: { version: 2, lines: [{ quantity: 3 }] } });
    expect(await set({ cartId, sku: 'MUG', quantity: 0 })).toMatchObject({ cart: { version: 3, lines: [] } });
  });

  test('at another version than was shown stays as it is', async () => {
    const { add } = await openCartShop();
    const { cart } = await add({ sku: 'MUG' });
    expect(await add({ cartId: cart.id, sku: 'LAMP', expectedVersion: 7 })).toMatchObject({
      __typename: 'CartConflict',
      cart: { version: 1 },
    });
  });

  test('of another customer does not exist', async () => {
    const { add, ask } = await openCartShop();
    const { cart } = await add({ sku: 'MUG' }, ada);
    for (const caller of [grace, guest]) {
      expect(await add({ cartId: cart.id, sku: 'MUG' }, caller)).toMatchObject({ __typename: 'NotFound' });
      expect(await ask('query ($id: ID!) { cart(id: $id) { id } }', { id: cart.id }, caller)).toEqual({ cart: null });
    }
    expect(await ask('query ($id: ID!) { cart(id: $id) { id } }', { id: cart.id }, ada)).toEqual({ cart: { id: cart.id } });
  });

  test('takes nothing that is unknown, not on sale, too many or malformed', async () => {
    const { add, set, change, rooms } = await openCartShop();
    rooms.stock.set('DRAFT', 1);
    expect(await add({ sku: 'NOPE' })).toMatchObject({ __typename: 'ItemUnavailable' });
    expect(await add({ sku: 'DRAFT' })).toMatchObject({ __typename: 'ItemUnavailable' });
    for (const quantity of [0, -1, 10_001]) expect(await add({ sku: 'MUG', quantity })).toMatchObject({ path: ['quantity'] });
    const { cart } = await add({ sku: 'MUG', quantity: 10_000 });
    expect(await add({ cartId: cart.id, sku: 'MUG' })).toMatchObject({ __typename: 'InvalidInput', path: ['quantity'] });
    expect(await set({ cartId: cart.id, sku: 'LAMP', quantity: 1 })).toMatchObject({ __typename: 'InvalidInput', path: ['sku'] });
    expect(await add({ cartId: 'no uuid', sku: 'MUG' })).toMatchObject({ __typename: 'NotFound' });
    expect(await change('applyCoupon', 'ApplyCouponInput', { cartId: cart.id, couponCode: '' })).toMatchObject({ path: ['couponCode'] });
  });

  test('holds a coupon once, whatever its case', async () => {
    const { add, change } = await openCartShop();
    const { cart } = await add({ sku: 'MUG' });
    const code = (couponCode: string) => ({ cartId: cart.id, couponCode });
    await change('applyCoupon', 'ApplyCouponInput', code('welcome10'));
    expect(await change('applyCoupon', 'ApplyCouponInput', code('WELCOME10'))).toMatchObject({ cart: { couponCodes: ['WELCOME10'] } });
    expect(await change('removeCoupon', 'RemoveCouponInput', code('Welcome10'))).toMatchObject({ cart: { couponCodes: [] } });
  });

  test('becomes at most one order, however many keys want it at once', async () => {
    const { add, place, db } = await openCartShop();
    const { cart } = await add({ sku: 'MUG', quantity: 2 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => place({ idempotencyKey: `k${index}`, cartId: cart.id, cartVersion: 1 })),
    );
    expect(answers.filter(({ __typename }) => __typename === 'OrderPlaced')).toHaveLength(1);
    expect(await db.query({ text: 'select id from orders' })).toHaveLength(1);
    expect(await add({ cartId: cart.id, sku: 'MUG' })).toMatchObject({ __typename: 'NotFound' });
  });

  test('is ordered once, and every one who asks with the same key at once is told so', async () => {
    const { add, place } = await openCartShop();
    for (const idempotencyKey of ['a', 'b', 'c', 'd']) {
      const { cart } = await add({ sku: 'MUG' });
      const order = { idempotencyKey, cartId: cart.id, cartVersion: 1 };
      const answers = await Promise.all(Array.from({ length: 30 }, () => place(order)));
      expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['OrderPlaced']));
    }
  });

  test('is refused at another version, and free again after its order was given up', async () => {
    const { add, place } = await openCartShop();
    const { cart } = await add({ sku: 'LAMP', quantity: 2 });
    expect(await place({ idempotencyKey: 'a', cartId: cart.id, cartVersion: 9 })).toMatchObject({
      placement: null,
      problems: [{ __typename: 'CartConflict', cart: { version: 1 } }],
    });
    expect(await place({ idempotencyKey: 'b', cartId: cart.id })).toMatchObject({ problems: [{ __typename: 'InsufficientStock' }] });
    expect(await add({ cartId: cart.id, sku: 'MUG', expectedVersion: 1 })).toMatchObject({ __typename: 'CartUpdated' });
  });

  test('brings its own coupons and must not be empty', async () => {
    const { add, set, place } = await openCartShop();
    const { cart } = await add({ sku: 'MUG' });
    expect(await place({ idempotencyKey: 'a', cartId: cart.id, couponCodes: ['X'] })).toMatchObject({
      problems: [{ path: ['couponCodes'] }],
    });
    await set({ cartId: cart.id, sku: 'MUG', quantity: 0 });
    expect(await place({ idempotencyKey: 'a', cartId: cart.id })).toMatchObject({ problems: [{ path: ['cartId'] }] });
  });
});
