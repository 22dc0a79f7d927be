import type { Caller } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { type CartOutcome, refused } from '#cart/cart-outcome';
import { changeCart } from '#cart/change-cart';
import type { RemoveCouponInput } from '#generated/resolvers';
import { checkCoupon } from '#placing/rules/fields';
import { normalizeCoupons } from '#placing/rules/request';

/** Takes a coupon code off a cart; one that is not on it changes nothing but the version. */
export async function removeCoupon(db: Database, input: RemoveCouponInput, caller: Caller): Promise<CartOutcome> {
  const invalid = checkCoupon(input.couponCode, ['couponCode']);
  if (invalid) return refused(invalid);
  const [code] = normalizeCoupons([input.couponCode]);
  return changeCart(db, { cartId: input.cartId, expectedVersion: input.expectedVersion }, caller, (cart) => ({
    couponCodes: cart.couponCodes.filter((present) => present !== code),
  }));
}
