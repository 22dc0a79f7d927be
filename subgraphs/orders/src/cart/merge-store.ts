import type { Queryable } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { insertCart } from '#cart/cart-store';
import type { Cart } from '#cart/rules/cart';
import type { Merge } from '#cart/rules/merge';
import type { CartNotice } from '#cart/rules/notice';

/**
 * The cart becomes the one cart of a customer who has none; false when they have one by now. It stays what it is otherwise: whoever was
 * shown its version may order it. A cart that is there for a moment only takes the place in the unique index: an update would fail there
 * where an insert can wait for whoever opens one at once.
 */
export async function adoptCart(tx: Queryable, cart: Pick<Cart, 'id' | 'currency'>, customerId: string): Promise<boolean> {
  const place = uuidv7();
  if (!(await insertCart(tx, { id: place, currency: cart.currency, customerId }))) return false;
  await tx.query({ name: 'cart_give_place', text: 'delete from carts where id = $1', values: [place] });
  await tx.query({
    name: 'cart_adopt',
    text: 'update carts set customer_id = $2, saved_at = null, updated_at = now() where id = $1',
    values: [cart.id, customerId],
  });
  return true;
}

/** Writes what the cart `into` becomes, and ends the other. Both are locked. */
export async function writeMerge(tx: Queryable, from: string, into: string, customerId: string, merge: Merge): Promise<void> {
  await tx.query({
    name: 'cart_merge_lines',
    text: `insert into cart_lines (cart_id, sku, title, quantity)
           select $1, l.sku, l.title, l.quantity from jsonb_to_recordset($2) as l(position int, sku text, title text, quantity int)
           order by l.position
           on conflict (cart_id, sku) do update set quantity = excluded.quantity`,
    values: [into, JSON.stringify(merge.lines.map((line, position) => ({ position, ...line })))],
  });
  await tx.query({
    name: 'cart_merge_into',
    text: 'update carts set version = $2, coupon_codes = $3, currency = $4, updated_at = now() where id = $1',
    values: [into, merge.version, merge.couponCodes, merge.currency],
  });
  await endMerged(tx, from, customerId, merge.notices);
}

/** Its lines stay with it, as they were. */
async function endMerged(tx: Queryable, cartId: string, customerId: string, notices: readonly CartNotice[]): Promise<void> {
  await tx.query({
    name: 'cart_merged',
    text: `update carts set status = 'merged', customer_id = $2, merge_notices = $3, version = version + 1, updated_at = now() where id = $1`,
    values: [cartId, customerId, JSON.stringify(notices)],
  });
}
