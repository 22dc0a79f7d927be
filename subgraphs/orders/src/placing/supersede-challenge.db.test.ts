import { type Caller, guest } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, it } from 'vitest';
import { openShop } from '#testing/shop';

const ada: Caller = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com', roles: ['customer'] };
const atBank = { payment: { token: 'tok_challenge' } };

type Shop = Awaited<ReturnType<typeof openShop>>;

async function cartOf({ ask }: Shop, caller: Caller = guest): Promise<string> {
  const { addToCart } = await ask('mutation { addToCart(input: { sku: "LAMP" }) { ... on CartUpdated { cart { id } } } }', {}, caller);
  return (addToCart as { cart: { id: string } }).cart.id;
}

const add = async ({ ask }: Shop, cartId: string) =>
  (
    await ask(`mutation ($id: ID!) { addToCart(input: { cartId: $id, sku: "MUG" }) { __typename ... on CartConflict { message } } }`, {
      id: cartId,
    })
  )['addToCart'];

describe('a buyer who comes back from the bank and pays with another card', () => {
  it('gets the last unit, which the payment at the bank held', async () => {
    const shop = await openShop();
    const cartId = await cartOf(shop);
    const first = await shop.place({ idempotencyKey: 'one', cartId, ...atBank });
    expect(first).toMatchObject({ __typename: 'PaymentActionRequired' });
    expect(await add(shop, cartId)).toMatchObject({ __typename: 'CartConflict', message: expect.stringContaining('cancelPlacement') });
    expect(await shop.place({ idempotencyKey: 'one', cartId })).toMatchObject({ problems: [{ __typename: 'IdempotencyConflict' }] });
    expect(await shop.place({ idempotencyKey: 'two', cartId, email: ' Buyer@Example.com' })).toMatchObject({ __typename: 'OrderPlaced' });
    expect(await shop.place({ idempotencyKey: 'one', cartId, ...atBank })).toMatchObject({ __typename: 'OrderRejected', retryable: true });
    expect(shop.rooms.stock.get('LAMP')).toBe(0);
  });

  it('may be sent to the bank again, in a second tab', async () => {
    const shop = await openShop();
    const cartId = await cartOf(shop);
    await shop.place({ idempotencyKey: 'one', cartId, ...atBank });
    const again = await Promise.all(['two', 'three'].map((idempotencyKey) => shop.place({ idempotencyKey, cartId, ...atBank })));
    expect(again.map(({ __typename }) => __typename)).toContain('PaymentActionRequired');
    const open = [...shop.rooms.payments.values()].filter(({ state }) => state === 'CHALLENGED');
    expect(open).toHaveLength(1);
  });

  it('gets no second order when the bank was faster', async () => {
    const shop = await openShop();
    const cartId = await cartOf(shop);
    const first = await shop.place({ idempotencyKey: 'one', cartId, ...atBank });
    const { id } = first['placement'] as { id: string };
    shop.rooms.payments.set(id, { state: 'AUTHORIZED', amountMinor: 100n });
    expect(await shop.place({ idempotencyKey: 'two', cartId })).toMatchObject({ problems: [{ __typename: 'CartConflict' }] });
    expect(await shop.place({ idempotencyKey: 'one', cartId, ...atBank })).toMatchObject({ __typename: 'OrderPlaced', replayed: true });
  });

  it('must be the same buyer: a stranger who knows the cart gets a conflict, and the payment at the bank stays', async () => {
    const shop = await openShop();
    const cartId = await cartOf(shop);
    const first = await shop.place({ idempotencyKey: 'one', cartId, email: 'ada@example.com', ...atBank }, ada);
    const conflict = { problems: [{ __typename: 'CartConflict' }], placement: null };
    expect(await shop.place({ idempotencyKey: 'two', cartId, email: 'mallory@example.com' })).toMatchObject(conflict);
    expect(await shop.place({ idempotencyKey: 'two', cartId, email: 'ada@example.com' })).toMatchObject(conflict);
    expect(shop.rooms.payments.get((first['placement'] as { id: string }).id)).toMatchObject({ state: 'CHALLENGED' });
    expect(await shop.place({ idempotencyKey: 'two', cartId, email: 'ada@example.com' }, ada)).toMatchObject({ __typename: 'OrderPlaced' });
  });

  it('gives nothing up by a request that is refused anyway', async () => {
    const shop = await openShop();
    const cartId = await cartOf(shop);
    const first = await shop.place({ idempotencyKey: 'one', cartId, ...atBank });
    const wrong = [
      { currencyCode: 'EUR' },
      { cartVersion: 99 },
      { expectedTotal: { amount: '1.00', currencyCode: 'EUR' } },
      { payment: { token: '' } },
    ];
    for (const [index, input] of wrong.entries())
      expect(await shop.place({ idempotencyKey: `wrong ${index}`, cartId, ...input })).toMatchObject({ placement: null });
    expect(shop.rooms.payments.get((first['placement'] as { id: string }).id)).toMatchObject({ state: 'CHALLENGED' });
    expect(await shop.place({ idempotencyKey: 'two', cartId, cartVersion: 1 })).toMatchObject({ __typename: 'OrderPlaced' });
  });

  it('is not refused for the unit that a declined card still holds', async () => {
    const shop = await openShop();
    const cartId = await cartOf(shop);
    const declined = await shop.place({ idempotencyKey: 'one', cartId, payment: { token: 'tok_declined' } });
    expect(declined).toMatchObject({ problems: [{ __typename: 'PaymentDeclined' }] });
    expect(await shop.place({ idempotencyKey: 'two', cartId })).toMatchObject({ __typename: 'OrderPlaced' });
  });
});
