import { type InvalidInput, invalidInput, mergeInvalid } from '@cartograph/kit/problems';
import type { AddToCartInput } from '#generated/resolvers';
import { checkIdempotencyKey, checkLength, checkQuantity } from '#placing/rules/fields';
import { isSecretKey } from '#placing/rules/purchase-key';

/** Whose key an addition has, and what it says. */
export interface AdditionKey {
  key: string;
  /** Where the key is kept, then where it may have been kept as well: by the same buyer, before they signed in. */
  scopes: [string, ...string[]];
  /** What two additions have in common that are one. */
  fingerprint: string;
}

/**
 * Every way in which the input is not acceptable, whatever the cart is. A guest's key that opens a cart leads to it, as its id does: one that
 * can be guessed is for shops in development.
 */
export function checkAddition(input: AddToCartInput, customerId: string | null, development: boolean): InvalidInput | undefined {
  const key = input.idempotencyKey;
  const opensGuestCart = customerId === null && input.cartId == null;
  return mergeInvalid([
    checkLength(input.sku, ['sku'], 64),
    checkQuantity(input.quantity ?? 1, ['quantity'], 1),
    key == null ? undefined : checkIdempotencyKey(key),
    key != null && opensGuestCart && !development && !isSecretKey(key)
      ? invalidInput(
          ['idempotencyKey'],
          "idempotencyKey must have at least 22 characters that nobody can guess where it opens a guest's cart.",
        )
      : undefined,
  ]);
}

/** The key of a checked addition, undefined when it has none. */
export function additionKeyOf(input: AddToCartInput, customerId: string | null): AdditionKey | undefined {
  const key = input.idempotencyKey;
  if (key == null) return undefined;
  const [first, ...more] = [
    ...(customerId === null ? [] : [`customer:${customerId}`]),
    ...(input.cartId == null ? [] : [`cart:${input.cartId.toLowerCase()}`]),
    ...(isSecretKey(key) ? ['guest'] : []),
  ];
  return { key, scopes: [first ?? 'guest', ...more], fingerprint: fingerprintOf(input) };
}

/** Everything but the key and the version that was expected: a repeat may have seen what its first sending did. */
const fingerprintOf = ({ cartId, sku, quantity = 1, currencyCode }: AddToCartInput): string =>
  JSON.stringify([cartId?.toLowerCase() ?? null, sku.trim(), quantity, currencyCode ?? null]);
