import type { Queryable } from '@cartograph/kit/db';
import { refreshFacets } from '#browsing/facet-store';
import { openStandings, refreshStandings } from '#browsing/standing-store';

/** Keeps what lists look at in step with products that were written, in the transaction that wrote them; three statements for any number. */
export async function keepInStep(tx: Queryable, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return;
  await openStandings(tx, productIds);
  await refreshStandings(tx, productIds);
  await refreshFacets(tx, productIds);
}
