import type { Queryable } from '@cartograph/kit/db';
import DataLoader from 'dataloader';
import { loadAttempts, loadPayments, loadPaymentsById } from '#payment-store';
import type { StoredAttempt } from '#rules/attempt';
import type { Payment } from '#rules/payment';

export interface Loaders {
  payment: DataLoader<string, Payment | null>;
  paymentOfPlacement: DataLoader<string, Payment | null>;
  attempts: DataLoader<string, StoredAttempt[]>;
}

/** One set a request. Keys must be uuids. */
export const createLoaders = (db: Queryable): Loaders => ({
  payment: new DataLoader(async (ids) => inOrder(ids, await loadPaymentsById(db, ids), ({ id }) => id)),
  paymentOfPlacement: new DataLoader(async (ids) => inOrder(ids, await loadPayments(db, ids), ({ placementId }) => placementId)),
  attempts: new DataLoader(async (ids) => {
    const byPlacement = Map.groupBy(await loadAttempts(db, ids), ({ placementId }) => placementId);
    return ids.map((id) => byPlacement.get(id) ?? []);
  }),
});

function inOrder<Row>(keys: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key.toLowerCase()) ?? null);
}
