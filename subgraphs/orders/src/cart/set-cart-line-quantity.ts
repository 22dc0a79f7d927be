import type { Caller } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { invalidInput, mergeInvalid } from '@cartograph/kit/problems';
import { type CartOutcome, refused } from '#cart/cart-outcome';
import { changeCart } from '#cart/change-cart';
import type { Shelves } from '#cart/look-up-shelves';
import { refusalToAdd } from '#cart/rules/line-problem';
import type { SetCartLineQuantityInput } from '#generated/resolvers';
import { checkLength, checkQuantity } from '#placing/rules/fields';
import { itemUnavailable } from '#placing/rules/problem';

/** Sets the quantity of a line that is in the cart; 0 removes it. Fewer is always fine; more only of what can be bought. */
export async function setCartLineQuantity(
  db: Database,
  shelves: Shelves,
  input: SetCartLineQuantityInput,
  caller: Caller,
): Promise<CartOutcome> {
  const { cartId, quantity, expectedVersion } = input;
  const invalid = mergeInvalid([checkLength(input.sku, ['sku'], 64), checkQuantity(quantity, ['quantity'], 0)]);
  if (invalid) return refused(invalid);
  const sku = input.sku.trim();
  const [shelf] = quantity > 0 ? await shelves.lookUp([sku]) : [];
  return changeCart(db, { cartId, expectedVersion }, caller, (cart) => {
    const line = cart.lines.find((one) => one.sku === sku);
    if (!line) return invalidInput(['sku'], `${sku} is not in the cart.`);
    const refusal = shelf && quantity > line.quantity ? refusalToAdd(sku, cart.currency, shelf) : undefined;
    return refusal ? itemUnavailable(sku, refusal) : { line: { ...line, quantity } };
  });
}
