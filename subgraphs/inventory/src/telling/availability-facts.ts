import type { Queryable } from '@cartograph/kit/db';
import { loadTold } from '#telling/availability-store';

/** What was told last of the next SKUs in their order, each with its number: for who compares, or builds it anew. */
export async function availabilityFacts(db: Queryable, after: string, limit: number) {
  const items = await loadTold(db, after, limit);
  return { items, last: items.length < limit ? null : (items.at(-1)?.sku ?? null) };
}
