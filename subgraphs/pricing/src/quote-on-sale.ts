import { type Caller, isStaff } from '@cartograph/kit/caller';
import type { Loaders } from '#loaders';
import { type Basket, sumLines } from '#rules/basket';
import type { PriceOutcome } from '#rules/quote';

/**
 * What a basket costs, as far as the caller may know: to the public, what is not on sale has no price, exactly as if it did not exist.
 * Staff and rooms are told every price.
 */
export async function quoteOnSale(basket: Basket, caller: Caller, { quote, onSale }: Loaders): Promise<PriceOutcome> {
  if (caller.kind === 'room' || isStaff(caller)) return quote.load(basket);
  const skus = sumLines(basket.lines).map(({ sku }) => sku);
  const [outcome, shown] = await Promise.all([quote.load(basket), Promise.all(skus.map((sku) => onSale.load(sku)))]);
  const unpriced = new Set(outcome.kind === 'unpriced' ? outcome.skus : []);
  const hidden = skus.filter((sku, index) => !shown[index] || unpriced.has(sku));
  return hidden.length === 0 ? outcome : { kind: 'unpriced', skus: hidden };
}
