import type { Database, Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { loadOpenCarts, lockCart } from '#cart/cart-store';
import { type Cart, isLiving, mayUseCart } from '#cart/rules/cart';
import { type CartNotice, cartNotFound } from '#cart/rules/notice';
import { takeOver } from '#cart/take-over-cart';

export interface MergeCartCommand {
  customerId: string;
  /** The cart to take over; nothing only asks for the customer's own. */
  cartId?: string | null | undefined;
}

/** The customer's cart afterwards, and what became of the other. `unknown` and `ordered`: nothing was taken over. */
export interface MergeCartOutcome {
  kind: 'merged' | 'unknown' | 'ordered';
  cart: Cart | undefined;
  notices: CartNotice[];
}

/**
 * A guest's cart, or one that the customer had put aside, goes into the customer's one cart. Saying it twice is the same: who repeats it
 * is told what the first was told.
 */
export async function mergeCart(db: Database, { customerId, cartId }: MergeCartCommand): Promise<MergeCartOutcome> {
  const own = async (read: Queryable): Promise<Cart | undefined> => (await loadOpenCarts(read, [customerId]))[0];
  if (cartId == null) return { kind: 'merged', cart: await own(db), notices: [] };
  if (!isUuid(cartId)) return { kind: 'unknown', cart: await own(db), notices: [cartNotFound()] };
  return db.transaction(async (tx): Promise<MergeCartOutcome> => {
    const other = await lockCart(tx, cartId.toLowerCase());
    if (!other || !mayUseCart(other, customerId, false) || other.status === 'closed')
      return { kind: 'unknown', cart: await own(tx), notices: [cartNotFound()] };
    if (!isLiving(other)) return { kind: 'merged', cart: await own(tx), notices: other.mergeNotices ?? [] };
    const taken = await takeOver(tx, other, customerId);
    if (taken.kind === 'taken') return { ...taken, kind: 'merged' };
    return { kind: 'ordered', cart: taken.own, notices: [taken.notice] };
  });
}
