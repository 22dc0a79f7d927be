import type { Values } from '#rules/column';
import type { PlacedRow } from '#rules/read-row';

/** Rows that another room is given at once: as many as one statement is quick with, and no more bytes than one request may have. */
export const maxBatchRows = 500;
const maxBatchBytes = 1_000_000;

export type ThingOf = (values: Values) => string | null;

/** What a row is about beside its own key, if anything. */
export const thingOfRow = ({ row }: PlacedRow, thingOf: ThingOf): string | null => (row.kind === 'blank' ? null : thingOf(row.values));

/** Rows in their order. What is said of one thing in rows that follow each other is cut only where it alone is more than a batch. */
export function* batchesOf(rows: readonly PlacedRow[], thingOf: ThingOf = () => null): Generator<PlacedRow[]> {
  let batch: PlacedRow[] = [];
  let begin = 0;
  for (const row of rows) {
    if (batch.length > 0 && (batch.length >= maxBatchRows || row.end - begin > maxBatchBytes)) {
      const kept = wholeOf(batch, thingOfRow(row, thingOf), thingOf);
      yield batch.slice(0, kept);
      begin = batch[kept]?.end ?? row.end;
      batch = batch.slice(kept);
    }
    if (batch.length === 0) begin = row.end;
    batch.push(row);
  }
  if (batch.length > 0) yield batch;
}

/** How many rows come before those that are about what the next one is about; all, when there are none. */
function wholeOf(batch: readonly PlacedRow[], next: string | null, thingOf: ThingOf): number {
  if (next === null) return batch.length;
  const before = batch.findLastIndex((row) => thingOfRow(row, thingOf) !== next) + 1;
  return before === 0 ? batch.length : before;
}
