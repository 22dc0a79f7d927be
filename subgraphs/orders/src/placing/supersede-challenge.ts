import type { Database } from '@cartograph/kit/db';
import { findPlacementOfCart } from '#placing/cart-placement-store';
import { type GivingUp, giveUpChallenge } from '#placing/give-up-challenge';
import type { Buyer } from '#placing/rules/buyer';
import { isSameBuyer } from '#placing/rules/same-buyer';

/** How long a cart is waited for: longer than what is being let go keeps it. */
export const cartPatienceMs = 3_000;

/**
 * Frees a cart for a new placement of the same buyer: a payment that still waits at the bank is given up, and what an earlier placement
 * held is let go first, so that the buyer is not refused for what is their own. `taken`: it stays another's, or the bank was faster.
 */
export async function freeCart(
  deps: GivingUp & { db: Database },
  cartId: string,
  buyer: Buyer,
  deadline: number,
): Promise<'was free' | 'freed' | 'taken'> {
  const holder = await findPlacementOfCart(deps.db, cartId);
  if (!holder) return 'was free';
  if (holder.state === 'pending' && !(holder.facts.challenge && isSameBuyer(holder.request, buyer))) return 'taken';
  const { state } = await giveUpChallenge(deps, holder, deadline);
  return state === 'aborting' || state === 'aborted' ? 'freed' : 'taken';
}
