import { hash } from 'node:crypto';
import { type Caller, customerIdOf, isStaff } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';
import { idempotencyConflict, notFound } from '@cartograph/kit/problems';
import { findAddition } from '#cart/addition-store';
import { type CartOutcome, type CartProblem, refused } from '#cart/cart-outcome';
import { loadCarts, loadOpenCarts } from '#cart/cart-store';
import type { AdditionKey } from '#cart/rules/addition';
import { type Cart, isLiving, mayUseCart } from '#cart/rules/cart';

export const hashOf = ({ fingerprint }: AdditionKey): string => hash('sha256', fingerprint, 'base64url');

export const keyIsTaken: CartProblem = idempotencyConflict('addition');

/** The answer to an addition whose key was used before: the cart that it went into, as it is now. Undefined for a new key. */
export async function answerAddition(db: Queryable, key: AdditionKey, caller: Caller): Promise<CartOutcome | undefined> {
  const known = await findAddition(db, key.scopes, key.key);
  if (!known) return undefined;
  if (known.inputHash !== hashOf(key)) return refused(keyIsTaken);
  const [added] = await loadCarts(db, [known.cartId]);
  if (!added || !mayUseCart(added, customerIdOf(caller), isStaff(caller))) return refused(keyIsTaken);
  const cart = await livingCart(db, added);
  return cart ? { kind: 'updated', cart, notices: [] } : refused(notFound('The cart of this addition was ordered.'));
}

/** Where a cart's lines are to be found now; undefined when it became an order. */
export async function livingCart(db: Queryable, cart: Cart): Promise<Cart | undefined> {
  if (cart.status !== 'merged' || cart.customerId === null) return isLiving(cart) ? cart : undefined;
  return (await loadOpenCarts(db, [cart.customerId]))[0];
}
