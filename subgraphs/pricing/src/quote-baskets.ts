import type { Queryable } from '@cartograph/kit/db';
import type { Basket } from '#rules/basket';
import { type PriceOutcome, priceBasket } from '#rules/quote';
import { loadRules } from '#rules-store';

/** What baskets cost now; one statement for all of them, nothing is stored. */
export async function quoteBaskets(db: Queryable, baskets: readonly Basket[]): Promise<PriceOutcome[]> {
  const rules = await loadRules(db, baskets);
  return baskets.map((basket) => priceBasket(basket, rules));
}
