import type { Queryable } from '@cartograph/kit/db';
import { loadCarts, lockOpenCart } from '#cart/cart-store';
import { adoptCart, writeMerge } from '#cart/merge-store';
import type { Cart } from '#cart/rules/cart';
import { mergeCarts } from '#cart/rules/merge';
import { beingOrdered, type CartNotice } from '#cart/rules/notice';

export type TakenOver =
  | { kind: 'taken'; cart: Cart; notices: CartNotice[] }
  /** Left as it is; `own` is the cart that the customer fills, if any. */
  | { kind: 'kept'; own: Cart | undefined; notice: CartNotice };

/**
 * What is in a cart, locked, that is a guest's or that its customer had put aside, comes into the customer's one cart; without one it is
 * that. Neither of them is touched while it is being ordered: what was added meanwhile would vanish with it.
 */
export async function takeOver(tx: Queryable, other: Cart, customerId: string): Promise<TakenOver> {
  for (;;) {
    const own = await lockOpenCart(tx, customerId);
    if (own?.id === other.id) return { kind: 'taken', cart: own, notices: [] };
    if (other.status === 'placing') return { kind: 'kept', own, notice: beingOrdered('other') };
    if (own?.status === 'placing') return { kind: 'kept', own, notice: beingOrdered('yours') };
    if (!own && !(await adoptCart(tx, other, customerId))) continue;
    if (!own) return { kind: 'taken', cart: await reread(tx, other.id), notices: [] };
    const merge = mergeCarts(own, other);
    await writeMerge(tx, other.id, own.id, customerId, merge);
    return { kind: 'taken', cart: await reread(tx, own.id), notices: merge.notices };
  }
}

async function reread(tx: Queryable, id: string): Promise<Cart> {
  const [cart] = await loadCarts(tx, [id]);
  if (!cart) throw new Error('a cart that was locked is gone');
  return cart;
}
