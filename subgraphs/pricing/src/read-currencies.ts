import type { Database } from '@cartograph/kit/db';
import type { CurrencyCode } from '@cartograph/kit/money';
import { loadPricedCurrencies } from '#price-store';

export interface CurrenciesOutcome {
  sku: string;
  /** Empty for an unknown SKU. */
  currencies: CurrencyCode[];
}

/** What each SKU has a price in, in the order asked; one statement however many there are. */
export async function readCurrencies(db: Database, skus: readonly string[]): Promise<CurrenciesOutcome[]> {
  const found = new Map((await loadPricedCurrencies(db, skus)).map(({ sku, currencies }) => [sku, currencies]));
  return skus.map((sku) => ({ sku, currencies: found.get(sku) ?? [] }));
}
