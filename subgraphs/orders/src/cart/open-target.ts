import { type Caller, customerIdOf, isStaff } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import type { CurrencyCode } from '@cartograph/kit/money';
import { notFound } from '@cartograph/kit/problems';
import { type CartOutcome, refused } from '#cart/cart-outcome';
import { insertCart, lockCart, lockOpenCart } from '#cart/cart-store';
import { type Cart, conflictOf, isLiving, mayUseCart } from '#cart/rules/cart';
import type { CartNotice } from '#cart/rules/notice';
import { takeOver } from '#cart/take-over-cart';

export interface Target {
  /** Left out: the customer's one cart, or a new one of a guest. */
  cartId: string | null | undefined;
  expectedVersion: number | null | undefined;
  /** Of a new cart. */
  currency?: CurrencyCode;
}

export type OpenedTarget = { kind: 'opened'; cart: Cart; notices: CartNotice[] } | CartOutcome;

/**
 * The cart that a change is meant for, under its row lock, as far as it can be changed now. A guest's that a signed-in customer changes
 * becomes theirs; the id of one that went into their cart leads there.
 */
export async function openTarget(tx: Queryable, target: Target, caller: Caller): Promise<OpenedTarget> {
  const customerId = customerIdOf(caller) ?? null;
  const cart = target.cartId == null ? await openOwn(tx, target.currency ?? 'USD', customerId) : await lockGiven(tx, target.cartId, caller);
  if (!cart) return refused(notFound('There is no such cart.'));
  const conflict = conflictOf(cart, target.expectedVersion);
  if (conflict !== undefined) return { kind: 'conflict', cartId: cart.id, message: conflict };
  // Staff may help a guest without taking the cart away.
  if (cart.customerId !== null || customerId === null || isStaff(caller)) return { kind: 'opened', cart, notices: [] };
  const taken = await takeOver(tx, cart, customerId);
  return taken.kind === 'taken' ? { ...taken, kind: 'opened' } : { kind: 'opened', cart, notices: [taken.notice] };
}

/** The customer's one cart, whoever opens it first; of a guest a new one. */
async function openOwn(tx: Queryable, currency: CurrencyCode, customerId: string | null): Promise<Cart | undefined> {
  for (;;) {
    const own = customerId === null ? undefined : await lockOpenCart(tx, customerId);
    if (own) return own;
    const id = uuidv7();
    if (await insertCart(tx, { id, currency, customerId })) return lockCart(tx, id);
  }
}

async function lockGiven(tx: Queryable, id: string, caller: Caller): Promise<Cart | undefined> {
  const customerId = customerIdOf(caller);
  const given = await lockCart(tx, id.toLowerCase());
  if (!given || !mayUseCart(given, customerId, isStaff(caller))) return undefined;
  const cart = given.status === 'merged' && given.customerId !== null ? await lockOpenCart(tx, given.customerId) : given;
  return cart && isLiving(cart) ? cart : undefined;
}
