import type { Caller } from '@cartograph/kit/caller';
import type { Database, Queryable, Transaction } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import type { CurrencyCode } from '@cartograph/kit/money';
import { invalidInput, notFound } from '@cartograph/kit/problems';
import { type CartOutcome, type CartProblem, refused } from '#cart/cart-outcome';
import { loadCarts, putCartLine, touchCart } from '#cart/cart-store';
import { openTarget, type Target } from '#cart/open-target';
import type { Cart } from '#cart/rules/cart';

export interface CartChange {
  line?: { sku: string; title: string; quantity: number };
  couponCodes?: string[];
  /** Of an empty cart alone. */
  currency?: CurrencyCode;
}

/**
 * Changes a cart under its row lock: `decide` sees it as it is and gives the change or a refusal. The version rises with every
 * change; a cart that is being ordered, or is at another version than expected, stays as it is.
 */
export async function changeCart(
  db: Database,
  target: Target,
  caller: Caller,
  decide: (cart: Cart) => CartChange | CartProblem,
): Promise<CartOutcome> {
  const malformed = refuseTarget(target);
  return malformed ?? inTransaction(db, (tx) => changeOpened(tx, target, caller, decide));
}

export function refuseTarget({ cartId, expectedVersion }: Target): CartOutcome | undefined {
  if (cartId != null && !isUuid(cartId)) return refused(notFound('There is no such cart.'));
  if (cartId == null && expectedVersion != null) return refused(invalidInput(['expectedVersion'], 'expectedVersion goes with cartId.'));
  return undefined;
}

export async function changeOpened(
  tx: Queryable,
  target: Target,
  caller: Caller,
  decide: (cart: Cart) => CartChange | CartProblem | Promise<CartChange | CartProblem>,
): Promise<CartOutcome> {
  const opened = await openTarget(tx, target, caller);
  if (opened.kind !== 'opened') return opened;
  const change = await decide(opened.cart);
  if ('__typename' in change) return refused(change);
  return { kind: 'updated', cart: await apply(tx, opened.cart, change), notices: opened.notices };
}

/** A refusal changed nothing: whatever was opened or merged on the way to it is undone. */
export async function inTransaction(db: Database, work: (tx: Transaction) => Promise<CartOutcome>): Promise<CartOutcome> {
  class Refused extends Error {}
  let outcome: CartOutcome | undefined;
  try {
    return await db.transaction(async (tx) => {
      outcome = await work(tx);
      if (outcome.kind !== 'updated') throw new Refused();
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refused && outcome) return outcome;
    throw error;
  }
}

async function apply(tx: Queryable, cart: Cart, { line, ...change }: CartChange): Promise<Cart> {
  if (line) await putCartLine(tx, cart.id, line);
  await touchCart(tx, cart.id, { ...cart, ...change });
  const [changed] = await loadCarts(tx, [cart.id]);
  if (!changed) throw new Error('a cart that was locked is gone');
  return changed;
}
