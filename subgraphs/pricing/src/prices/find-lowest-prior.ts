import type { Queryable } from '@cartograph/kit/db';
import { loadCustomerGroups, type PriceKey } from '#price-store';
import { loadPriceStates } from '#prices/price-history-store';
import { lowestPrior } from '#prices/rules/price-timeline';

/** What each cost at least before it was reduced, as this customer would have paid; null: nothing is reduced. Two statements for all keys. */
export async function findLowestPrior(db: Queryable, keys: readonly PriceKey[]): Promise<(bigint | null)[]> {
  const [states, { now, groups }] = await Promise.all([
    loadPriceStates(db, [...new Set(keys.map(({ sku }) => sku))], [...new Set(keys.map(({ currency }) => currency))]),
    loadCustomerGroups(
      db,
      keys.flatMap(({ customerId }) => (customerId === null ? [] : [customerId])),
    ),
  ]);
  return keys.map(({ sku, currency, customerId }) =>
    lowestPrior(
      states.filter((state) => state.sku === sku && state.currency === currency),
      (customerId === null ? undefined : groups.get(customerId)) ?? [],
      now,
    ),
  );
}
