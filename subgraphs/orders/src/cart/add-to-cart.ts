import type { Caller } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { invalidInput, maxLines, maxQuantity } from '@cartograph/kit/problems';
import { type CartOutcome, changeCart, refused } from '#cart/change-cart';
import type { AddToCartInput } from '#generated/resolvers';
import { checkLength, checkQuantity } from '#placing/rules/fields';
import { itemUnavailable } from '#placing/rules/problem';
import type { VariantSnapshot } from '#remotes/products';

export type Snapshot = (sku: string) => Promise<VariantSnapshot | null>;

/** Adds to a cart what is on sale; without a cart opens one. */
export async function addToCart(db: Database, snapshot: Snapshot, input: AddToCartInput, caller: Caller): Promise<CartOutcome> {
  const sku = input.sku.trim();
  const invalid = checkLength(input.sku, ['sku'], 64);
  const added = input.quantity ?? 1;
  const badQuantity = checkQuantity(added, ['quantity'], 1);
  const bad = invalid ?? badQuantity;
  if (bad) return refused(bad);
  const variant = await snapshot(sku);
  if (!variant?.sellable) return { kind: 'unavailable', problem: itemUnavailable(sku, variant ? 'is not on sale' : 'is not known') };
  const target = { cartId: input.cartId, expectedVersion: input.expectedVersion, currency: input.currencyCode ?? 'USD' };
  return changeCart(db, target, caller, (cart) => {
    const present = cart.lines.find((line) => line.sku === variant.sku);
    const quantity = (present?.quantity ?? 0) + added;
    if (quantity > maxQuantity)
      return invalidInput(['quantity'], `The cart would hold ${quantity} of ${variant.sku}; at most ${maxQuantity}.`);
    if (!present && cart.lines.length >= maxLines) return invalidInput(['sku'], `A cart holds at most ${maxLines} different SKUs.`);
    return { line: { sku: variant.sku, title: variant.title, quantity } };
  });
}
