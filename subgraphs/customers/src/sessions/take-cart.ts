import { within } from '@cartograph/kit/deadline';
import type { Logger } from '@cartograph/kit/log';
import type { CustomersCart, OrdersRemote } from '#remotes/orders';
import type { Session } from '#sessions/rules/session';

/** Somebody waits to be let in: a cart that takes longer is merged by `mergeCart` later. */
const deadlineMs = 2_000;

/** The customer's cart, with a guest's in it where one is given; null while orders does not answer: nobody is kept out for a cart. */
export type TakeCart = (customerId: string, cartId: string | null) => Promise<CustomersCart | null>;

export const createTakeCart =
  (orders: OrdersRemote, log: Logger): TakeCart =>
  async (customerId, cartId) => {
    try {
      const [cart] = await within(deadlineMs, orders.mergeCarts([{ customerId, cartId }]));
      return cart ?? null;
    } catch (err) {
      log.warn({ err }, 'the cart of somebody who signed in is not known');
      return null;
    }
  };

/** What a sign-in or sign-up answers, once the guest's cart that came along is taken over. */
export async function withCart<Outcome extends { kind: string; session?: Session }>(
  take: TakeCart,
  outcome: Outcome,
  cartId: string | null | undefined,
): Promise<Outcome> {
  if (!outcome.session || cartId == null) return outcome;
  return { ...outcome, session: { ...outcome.session, cart: await take(outcome.session.customer.id, cartId) } };
}
