import type { CurrencyCode } from '@cartograph/kit/money';
import type { CartLine } from '#cart/rules/cart';

/** What the rooms say of a SKU; undefined where one of them did not. */
export interface Shelf {
  onSale: boolean | undefined;
  currencies: readonly CurrencyCode[] | undefined;
  available: number | undefined;
}

export interface LineProblem {
  code: 'NOT_ON_SALE' | 'NO_PRICE' | 'OUT_OF_STOCK' | 'SHORT';
  message: string;
  /** How many could be bought; null where that is not the point. */
  available: number | null;
}

const problem = (code: LineProblem['code'], message: string, available: number | null = null): LineProblem => ({
  code,
  message,
  available,
});

/**
 * Why a line cannot be bought as it is, from what is most in the way; null when nothing is. What one room knows is told although another
 * is silent; `unknown` when nothing is known to be in the way and one is silent.
 */
export function lineProblemOf(
  { sku, quantity }: Pick<CartLine, 'sku' | 'quantity'>,
  currency: CurrencyCode,
  { onSale, currencies, available }: Shelf,
): LineProblem | null | 'unknown' {
  if (onSale === false) return problem('NOT_ON_SALE', `${sku} is not on sale any more.`);
  if (currencies && !currencies.includes(currency)) return problem('NO_PRICE', `${sku} has no price in ${currency}.`);
  if (available !== undefined && available <= 0) return problem('OUT_OF_STOCK', `${sku} is sold out.`, 0);
  if (available !== undefined && available < quantity)
    return problem('SHORT', `There are ${available} of ${sku}, and the cart asks for ${quantity}.`, available);
  return onSale === undefined || currencies === undefined || available === undefined ? 'unknown' : null;
}

/** Why more of a SKU may not come into a cart. Fewer than asked for may be there: the line says so, and placing an order judges. */
export function refusalToAdd(sku: string, currency: CurrencyCode, shelf: Shelf): string | undefined {
  const found = lineProblemOf({ sku, quantity: 1 }, currency, shelf);
  if (found === null || found === 'unknown') return undefined;
  switch (found.code) {
    case 'NOT_ON_SALE':
      return 'is not on sale';
    case 'NO_PRICE':
      return `has no price in ${currency}`;
    case 'OUT_OF_STOCK':
    case 'SHORT':
      return 'is sold out';
  }
}
