import type { Queryable } from '@cartograph/kit/db';
import { loadPricedSkus, loadToldNumbers } from '#prices/price-history-store';
import { toldItems } from '#prices/tell-prices';

/** What everybody pays for the next SKUs in their order, and the number that was told last of each: for who compares, or builds it anew. */
export async function priceFacts(db: Queryable, after: string, limit: number) {
  const skus = await loadPricedSkus(db, after, limit);
  const items = await toldItems(db, skus, await loadToldNumbers(db, skus), new Date());
  return { items, last: skus.length < limit ? null : (skus.at(-1) ?? null) };
}
