import { within } from '@cartograph/kit/deadline';
import type { Loaders } from '#loaders';
import type { Basket } from '#rules/basket';
import type { PriceOutcome } from '#rules/quote';

/** A cart is shown without what products knows rather than late. */
const deadlineMs = 500;

/**
 * What a cart costs without what could not be bought: lines that are not on sale any more, or have no price in its currency. While products
 * does not say what is on sale, all is taken for it: placing the order looks again.
 */
export async function quoteCart(basket: Basket, { quote, onSale }: Loaders): Promise<PriceOutcome> {
  const shown = Promise.all(basket.lines.map(({ sku }) => within(deadlineMs, onSale.load(sku)).catch(() => true)));
  const [outcome, isShown] = await Promise.all([quote.load(basket), shown]);
  const unpriced = new Set(outcome.kind === 'unpriced' ? outcome.skus : []);
  const lines = basket.lines.filter(({ sku }, index) => isShown[index] && !unpriced.has(sku));
  return lines.length === basket.lines.length ? outcome : quote.load({ ...basket, lines });
}
