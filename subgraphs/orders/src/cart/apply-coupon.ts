import type { Caller } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { invalidInput } from '@cartograph/kit/problems';
import { type CartOutcome, refused } from '#cart/cart-outcome';
import { changeCart } from '#cart/change-cart';
import type { ApplyCouponInput } from '#generated/resolvers';
import { checkCoupon, maxCoupons } from '#placing/rules/fields';
import { normalizeCoupons } from '#placing/rules/request';

/** Puts a coupon code on a cart, once; what it is worth is for pricing to say. */
export async function applyCoupon(db: Database, input: ApplyCouponInput, caller: Caller): Promise<CartOutcome> {
  const invalid = checkCoupon(input.couponCode, ['couponCode']);
  if (invalid) return refused(invalid);
  return changeCart(db, { cartId: input.cartId, expectedVersion: input.expectedVersion }, caller, (cart) => {
    const couponCodes = normalizeCoupons([...cart.couponCodes, input.couponCode]);
    return couponCodes.length > maxCoupons ? invalidInput(['couponCode'], `A cart holds at most ${maxCoupons} coupons.`) : { couponCodes };
  });
}
