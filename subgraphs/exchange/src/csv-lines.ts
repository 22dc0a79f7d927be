import { isUtf8 } from 'node:buffer';
import { type CsvError, type Parser, parse } from 'csv-parse';
import { maxRowBytes, type Source } from '#file-reader';
import type { Cells } from '#rules/read-row';

export interface CsvLine {
  cells: Cells;
  /** The byte after it, of those that were read. */
  end: number;
}

/** Lines that a piece of the file brought to their end; after a fault there are no more. */
export interface CsvLines {
  lines: CsvLine[];
  fault?: CsvError;
}

/**
 * The lines of a CSV file, piece by piece. What is no whole line at the end is one only when nothing more will come. Lines are taken where
 * the parser finds them and not from its stream, which forgets those that it holds when it meets a fault.
 */
export async function* csvLines({ chunks, isComplete }: Source, delimiter: string): AsyncGenerator<CsvLines> {
  const found: CsvLine[] = [];
  let fault: CsvError | undefined;
  const parser: Parser = parse({
    bom: true,
    delimiter,
    encoding: null,
    relax_column_count: true,
    max_record_size: maxRowBytes,
    on_record: (cells: readonly (string | Buffer)[], { bytes }) => {
      found.push({ cells: cells.map(textOf), end: bytes });
      return null;
    },
  });
  parser.on('error', (error: CsvError) => {
    fault = error;
  });
  parser.resume();
  const taken = (): CsvLines => ({ lines: found.splice(0), ...(fault && { fault }) });
  for await (const chunk of chunks) {
    await new Promise((done) => parser.write(chunk, done));
    yield taken();
    if (fault) return;
  }
  if (await isComplete()) {
    await new Promise<void>((done) => {
      parser.once('close', done);
      parser.end();
    });
    yield taken();
  } else parser.destroy();
}

/** Without an encoding the parser gives bytes. */
const textOf = (cell: string | Buffer): string | null => {
  if (typeof cell === 'string') return cell;
  return isUtf8(cell) ? cell.toString() : null;
};
