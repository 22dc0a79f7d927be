import type { Queryable } from '@cartograph/kit/db';
import type { Basket } from '#rules/basket';
import { type PriceOutcome, priceBasket } from '#rules/quote';
import { loadRules } from '#rules-store';

/**
 * What baskets cost now; one statement for all of them, nothing is stored. A customer redeems at most what `balanceOf` says; where it
 * fails, that basket's quote does, and no other.
 */
export async function quoteBaskets(
  db: Queryable,
  baskets: readonly Basket[],
  balanceOf: (customerId: string) => Promise<number>,
): Promise<(PriceOutcome | Error)[]> {
  const [rules, offers] = await Promise.all([loadRules(db, baskets), Promise.allSettled(baskets.map((one) => affordable(one, balanceOf)))]);
  return offers.map((offer) => {
    if (offer.status === 'fulfilled') return priceBasket(offer.value, rules);
    return offer.reason instanceof Error ? offer.reason : new Error(String(offer.reason));
  });
}

async function affordable(basket: Basket, balanceOf: (customerId: string) => Promise<number>): Promise<Basket> {
  const { customerId, redeemPoints } = basket;
  if (customerId === null || redeemPoints === 0) return basket;
  return { ...basket, redeemPoints: Math.min(redeemPoints, Math.max(0, await balanceOf(customerId))) };
}
