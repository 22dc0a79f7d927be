import { type Caller, customerIdOf, isStaff } from '@cartograph/kit/caller';
import type { Database, Queryable } from '@cartograph/kit/db';
import { isUuid, uuidv7 } from '@cartograph/kit/ids';
import type { CurrencyCode } from '@cartograph/kit/money';
import { type InvalidInput, invalidInput, type NotFound, notFound } from '@cartograph/kit/problems';
import { insertCart, loadCarts, lockCart, putCartLine, touchCart } from '#cart/cart-store';
import { type Cart, conflictOf, mayUseCart } from '#cart/rules/cart';
import type { itemUnavailable } from '#placing/rules/problem';

export type CartOutcome =
  | { kind: 'updated'; cart: Cart }
  | { kind: 'conflict'; cart: Cart; message: string }
  | { kind: 'unavailable'; problem: ReturnType<typeof itemUnavailable> }
  | { kind: 'problem'; problem: InvalidInput | NotFound };

export interface CartChange {
  line?: { sku: string; title: string; quantity: number };
  couponCodes?: string[];
}

export const refused = (problem: InvalidInput | NotFound): CartOutcome => ({ kind: 'problem', problem });

interface Target {
  cartId: string | null | undefined;
  expectedVersion: number | null | undefined;
  /** Of a new cart, where there is no `cartId`. */
  currency?: CurrencyCode;
}

/**
 * Changes a cart under its row lock: `decide` sees it as it is and gives the change or a refusal. The version rises with every
 * change; a cart that is being ordered, or is at another version than expected, stays as it is.
 */
export async function changeCart(
  db: Database,
  { cartId, expectedVersion, currency = 'USD' }: Target,
  caller: Caller,
  decide: (cart: Cart) => CartChange | InvalidInput,
): Promise<CartOutcome> {
  if (cartId != null && !isUuid(cartId)) return refused(notFound('There is no such cart.'));
  if (cartId == null && expectedVersion != null) return refused(invalidInput(['expectedVersion'], 'expectedVersion goes with cartId.'));
  const customerId = customerIdOf(caller) ?? null;
  return db.transaction(async (tx) => {
    const id = cartId?.toLowerCase() ?? uuidv7();
    if (cartId == null) await insertCart(tx, { id, currency, customerId });
    const cart = await lockCart(tx, id);
    if (!cart || cart.status === 'closed' || !mayUseCart(cart, customerId ?? undefined, isStaff(caller)))
      return refused(notFound('There is no such cart.'));
    const conflict = conflictOf(cart, expectedVersion);
    if (conflict !== undefined) return { kind: 'conflict', cart, message: conflict };
    const change = decide(cart);
    if ('__typename' in change) return refused(change);
    return { kind: 'updated', cart: await apply(tx, cart, change, customerId) };
  });
}

async function apply(tx: Queryable, cart: Cart, { line, couponCodes }: CartChange, customerId: string | null): Promise<Cart> {
  if (line) await putCartLine(tx, cart.id, line);
  await touchCart(tx, cart.id, couponCodes ?? cart.couponCodes, customerId);
  const [changed] = await loadCarts(tx, [cart.id]);
  if (!changed) throw new Error('a cart that was locked is gone');
  return changed;
}
