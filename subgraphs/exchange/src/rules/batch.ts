import type { PlacedRow } from '#rules/read-row';

/** Rows that another room is given at once: as many as one statement is quick with, and no more bytes than one request may have. */
export const maxBatchRows = 500;
const maxBatchBytes = 1_000_000;

export function* batchesOf(rows: readonly PlacedRow[]): Generator<PlacedRow[]> {
  let batch: PlacedRow[] = [];
  let begin = 0;
  for (const row of rows) {
    if (batch.length > 0 && (batch.length >= maxBatchRows || row.end - begin > maxBatchBytes)) {
      yield batch;
      batch = [];
    }
    if (batch.length === 0) begin = row.end;
    batch.push(row);
  }
  if (batch.length > 0) yield batch;
}
