import type { Caller } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { invalidInput, mergeInvalid } from '@cartograph/kit/problems';
import { type CartOutcome, refused } from '#cart/cart-outcome';
import { changeCart } from '#cart/change-cart';
import type { SetCartLineQuantityInput } from '#generated/resolvers';
import { checkLength, checkQuantity } from '#placing/rules/fields';

/** Sets the quantity of a line that is in the cart; 0 removes it. */
export async function setCartLineQuantity(db: Database, input: SetCartLineQuantityInput, caller: Caller): Promise<CartOutcome> {
  const invalid = mergeInvalid([checkLength(input.sku, ['sku'], 64), checkQuantity(input.quantity, ['quantity'], 0)]);
  if (invalid) return refused(invalid);
  return changeCart(db, { cartId: input.cartId, expectedVersion: input.expectedVersion }, caller, (cart) => {
    const line = cart.lines.find(({ sku }) => sku === input.sku.trim());
    if (!line) return invalidInput(['sku'], `${input.sku} is not in the cart.`);
    return { line: { ...line, quantity: input.quantity } };
  });
}
