import { describe, expect, test } from 'vitest';
import { ada, openOrderShop, staff } from '#testing/order-shop';

describe('a cancellation', () => {
  test('with a key that was used for another order, or for another reason, is a conflict and changes nothing', async () => {
    const { buy, cancel, db } = await openOrderShop();
    const [one, other] = [await buy({}, ada), await buy({}, ada)];
    const asked = { idempotencyKey: 'c', reason: 'too late' };
    expect(await cancel({ orderId: one.id, ...asked }, ada)).toMatchObject({ __typename: 'OrderCancelled' });
    expect(await cancel({ orderId: one.id, ...asked, reason: ' too late ' }, ada)).toMatchObject({ __typename: 'OrderCancelled' });
    for (const again of [
      { orderId: one.id, idempotencyKey: 'c' },
      { orderId: other.id, ...asked },
    ])
      expect(await cancel(again, ada)).toMatchObject({ __typename: 'IdempotencyConflict' });
    expect(await db.query({ text: 'select status from orders where id = $1', values: [other.id] })).toEqual([{ status: 'CONFIRMED' }]);
    expect(await cancel({ orderId: other.id, ...asked }, staff)).toMatchObject({ __typename: 'OrderCancelled' });
  });

  test('of two orders at the same moment with one key cancels one of them', async () => {
    const { buy, cancel } = await openOrderShop();
    const orders = [await buy({}, ada), await buy({}, ada)];
    const answers = await Promise.all(orders.map(({ id }) => cancel({ orderId: id, idempotencyKey: 'c' }, ada)));
    expect(answers.map((answer) => (answer as { __typename: string })['__typename']).sort()).toEqual([
      'IdempotencyConflict',
      'OrderCancelled',
    ]);
  });
});
