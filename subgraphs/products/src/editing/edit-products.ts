import type { Author } from '@cartograph/kit/audit';
import type { Queryable } from '@cartograph/kit/db';
import { type EditProductOutcome, type EditRequest, editInBatch, openBatch, writeBatch } from '#editing/batch';

/** Each for itself, in a bounded number of statements, however many there are. */
export async function editProducts(
  tx: Queryable,
  requests: readonly EditRequest[],
  by: Author,
  action: string,
): Promise<EditProductOutcome[]> {
  const known = requests.filter(({ isNew }) => !isNew).map(({ id }) => id);
  const batch = await openBatch(tx, known, requests);
  const outcomes = requests.map((request) => editInBatch(batch, request));
  await writeBatch(tx, batch, { by, action });
  return outcomes;
}
