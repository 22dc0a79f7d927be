import { type Caller, customerIdOf } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { invalidInput, notFound } from '@cartograph/kit/problems';
import { loadCarts } from '#cart/cart-store';
import { beingOrdered, type Cart, conflictOf, mayUseCart } from '#cart/rules/cart';
import type { PlaceOrderInput } from '#generated/resolvers';
import { checkInput } from '#placing/rules/input';
import type { PlacingRules } from '#placing/rules/placing-rules';
import { cartConflict, type StoredProblem, tooManyUnits } from '#placing/rules/problem';
import { mergeLines } from '#placing/rules/request';

export interface Basket {
  lines: { sku: string; quantity: number }[];
  couponCodes: string[];
  currency: Cart['currency'];
  cart?: Cart;
}

/** What is to be bought, once the rest of the input is found acceptable. */
export async function readBasket(
  db: Queryable,
  input: PlaceOrderInput,
  caller: Caller,
  rules: PlacingRules,
): Promise<Basket | StoredProblem[]> {
  const problems: StoredProblem[] = checkInput(input, rules);
  if (caller.kind === 'guest' && (input.redeemPoints ?? 0) > 0)
    problems.push(invalidInput(['redeemPoints'], 'redeemPoints is for signed-in customers: leave it out or 0.'));
  if (problems.length > 0) return problems;
  const basket = input.cartId == null ? ownBasket(input) : await cartBasket(db, input, input.cartId, caller);
  if (Array.isArray(basket)) return basket;
  const { maxQuantity } = rules.holds;
  const tooMany = mergeLines(basket.lines).find(({ quantity }) => quantity > maxQuantity);
  if (tooMany) return [tooManyUnits(tooMany.sku, maxQuantity)];
  if (input.expectedTotal && input.expectedTotal.currencyCode !== basket.currency)
    return [invalidInput(['expectedTotal', 'currencyCode'], `currencyCode must be ${basket.currency}, what the order is paid in.`)];
  // Last of all: whoever would be refused anyway gives up no payment that waits at the bank.
  if (basket.cart?.status === 'placing') return [cartConflict(basket.cart.id, beingOrdered)];
  return basket;
}

/** Was it refused for nothing but a cart that a placement has claimed? */
export const isBeingOrdered = (problems: readonly StoredProblem[]): boolean =>
  problems.length === 1 && problems[0]?.__typename === 'CartConflict' && problems[0].message === beingOrdered;

const ownBasket = (input: PlaceOrderInput): Basket => ({
  lines: (input.lines ?? []).map(({ sku, quantity }) => ({ sku, quantity })),
  couponCodes: [...(input.couponCodes ?? [])],
  currency: input.currencyCode ?? 'USD',
});

async function cartBasket(db: Queryable, input: PlaceOrderInput, cartId: string, caller: Caller): Promise<Basket | StoredProblem[]> {
  const [cart] = isUuid(cartId) ? await loadCarts(db, [cartId]) : [];
  if (!cart || cart.status === 'closed' || !mayUseCart(cart, customerIdOf(caller), false)) return [notFound('There is no such cart.')];
  const conflict = conflictOf({ ...cart, status: cart.status === 'placing' ? 'open' : cart.status }, input.cartVersion);
  if (conflict) return [cartConflict(cart.id, conflict)];
  if (cart.lines.length === 0) return [invalidInput(['cartId'], 'The cart is empty.')];
  const { currency } = cart;
  if (input.currencyCode != null && input.currencyCode !== currency)
    return [invalidInput(['currencyCode'], `currencyCode must be ${currency}, what the cart is in, or be left out.`, [currency])];
  return { lines: cart.lines, couponCodes: cart.couponCodes, currency, cart };
}
