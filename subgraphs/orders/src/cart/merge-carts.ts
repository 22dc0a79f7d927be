import type { Database } from '@cartograph/kit/db';
import { notFound } from '@cartograph/kit/problems';
import { type CartOutcome, refused } from '#cart/cart-outcome';
import { type MergeCartCommand, mergeCart } from '#cart/merge-cart';
import type { CartNotice } from '#cart/rules/notice';

export interface CustomersCart {
  customerId: string;
  /** Null when they have none. */
  cartId: string | null;
  notices: CartNotice[];
}

/** For customers, at a sign-in: in the order asked. One that is for the same customer as another waits for it. */
export async function mergeCarts(db: Database, commands: readonly MergeCartCommand[]): Promise<CustomersCart[]> {
  const outcomes: CustomersCart[] = [];
  for (const command of commands) {
    const { cart, notices } = await mergeCart(db, command);
    outcomes.push({ customerId: command.customerId, cartId: cart?.id ?? null, notices });
  }
  return outcomes;
}

/** The same as a customer's own mutation, which can be refused. */
export async function mergeOwnCart(db: Database, customerId: string, cartId: string): Promise<CartOutcome> {
  const { kind, cart, notices } = await mergeCart(db, { customerId, cartId });
  const [first] = notices;
  if (kind === 'ordered' && first) return { kind: 'conflict', cartId: cart?.id ?? cartId, message: first.message };
  return kind === 'merged' && cart ? { kind: 'updated', cart, notices } : refused(notFound('There is no such cart.'));
}
