import { uuidv7 } from '@cartograph/kit/ids';
import { expect, it } from 'vitest';
import { findCouponsInPlay } from '#placing/coupon-payer-store';
import { openShop } from '#testing/shop';

it('a coupon is in play with whoever may still give it back, and not with an order that was refused it', async () => {
  const shop = await openShop();
  const placed = await shop.place({ idempotencyKey: 'waits', lines: [{ sku: 'MUG', quantity: 1 }], payment: { token: 'tok_challenge' } });
  expect(placed.kind).not.toBe('rejected');
  const inPlay = async (change: string) => {
    await shop.db.query({ text: `update placements set ${change}` });
    return [...(await findCouponsInPlay(shop.db, uuidv7(), ['ONCE', 'OTHER']))];
  };
  expect(await inPlay(`request = request || '{"couponCodes": ["ONCE"]}'`)).toEqual(['ONCE']);
  expect(await inPlay(`facts = facts || '{"price": "REFUSED"}'`)).toEqual([]);
});
