import type { Database } from '@cartograph/kit/db';
import { isStorableText } from '@cartograph/kit/problems';
import { purchasableOf } from '#rules/stock';
import { loadStock } from '#stock-store';

export interface AvailabilityOutcome {
  sku: string;
  /** 0 for an unknown SKU. */
  available: number;
}

/** What could be bought now, in the order asked; one statement however many there are. */
export async function readAvailability(db: Database, skus: readonly string[]): Promise<AvailabilityOutcome[]> {
  const found = new Map((await loadStock(db, skus.filter(isStorableText))).map((stock) => [stock.sku, purchasableOf(stock)]));
  return skus.map((sku) => ({ sku, available: found.get(sku) ?? 0 }));
}
