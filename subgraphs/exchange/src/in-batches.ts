import type { Read } from '#file-reader';
import { batchesOf, type ThingOf } from '#rules/batch';
import type { PlacedRow } from '#rules/read-row';

/** The same rows in batches, whatever pieces they are read in: what ends in the middle of a batch waits for more, as far as there is more. */
export async function* inBatches(reads: AsyncIterable<Read>, thingOf: ThingOf): AsyncGenerator<Read> {
  let held: PlacedRow[] = [];
  for await (const read of reads) {
    if (read.kind === 'rows') {
      const batches = [...batchesOf([...held, ...read.rows], thingOf)];
      held = batches.pop() ?? [];
      for (const rows of batches) yield { kind: 'rows', rows };
    } else {
      if (held.length > 0) yield { kind: 'rows', rows: held };
      held = [];
      yield read;
    }
  }
  if (held.length > 0) yield { kind: 'rows', rows: held };
}

const biteBytes = 65_536;

/** A piece of a megabyte would become fifty thousand values at once. */
export async function* inBites(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces)
    for (let start = 0; start < piece.length; start += biteBytes) yield piece.subarray(start, start + biteBytes);
}
