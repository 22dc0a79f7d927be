import type { CsvError } from 'csv-parse';
import { type CsvLine, csvLines } from '#csv-lines';
import { broken, type From, looksLikeUtf16, maxRowBytes, type Read, type Source, tooLong, utf16 } from '#file-reader';
import { delimiterOf, type Header, headerFault } from '#rules/header';
import { type Cells, type PlacedRow, rowOfCells } from '#rules/read-row';

/** Reads a CSV file from wherever it was left. A row that has not arrived as a whole is left for the next time. */
export async function* readCsv(source: Source, from: From): AsyncGenerator<Read> {
  if (from.header) return yield* rowsOf(source, from, from.header.delimiter);
  const { start, chunks } = await untilLineEnd(source.chunks);
  if (looksLikeUtf16(start)) return yield utf16;
  if (!hasLineEnd(start) && !(await source.isComplete())) return;
  if (start.length === 0) return yield broken(1, 'The file is empty: its first line must name the columns.');
  const [line = ''] = start.toString('utf8').split(/[\r\n]/, 1);
  yield* rowsOf({ ...source, chunks }, from, delimiterOf(line));
}

async function* rowsOf(source: Source, from: From, delimiter: string): AsyncGenerator<Read> {
  let { header, lastRow } = from;
  for await (const { lines, fault } of csvLines(source, delimiter)) {
    if (!header) {
      const first = lines.shift();
      const read = first && headerOf(first, delimiter, from);
      if (read) yield read;
      if (read?.kind === 'broken') return;
      if (read?.kind === 'header') {
        header = read.header;
        lastRow += 1;
      }
    }
    if (header && lines.length > 0) yield { kind: 'rows', rows: placed(lines, header, lastRow, from) };
    lastRow += lines.length;
    if (fault) yield faultOf(fault, lastRow + 1);
  }
}

const placed = (lines: readonly CsvLine[], header: Header, before: number, { columns, position }: From): PlacedRow[] =>
  lines.map(({ cells, end }, index) => ({
    number: before + index + 1,
    end: position + end,
    row: rowOfCells(cells, header, columns),
  }));

function headerOf({ cells, end }: { cells: Cells; end: number }, delimiter: string, { columns, position }: From): Read {
  if (cells.includes(null)) return broken(1, 'The first line is not UTF-8: save the file with that encoding.');
  const names = cells.map((cell) => (cell ?? '').trim());
  const fault = headerFault(names, columns);
  return fault === undefined ? { kind: 'header', header: { delimiter, columns: names }, end: position + end } : broken(1, fault);
}

function faultOf({ code }: CsvError, number: number): Read {
  if (code === 'CSV_MAX_RECORD_SIZE') return tooLong(number);
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return broken(number, 'The file ends within quotes: it is half a row, and the rest of the file may be missing.');
  return broken(number, 'A quote stands where none may: a value with quotes in it stands in quotes, and has two for each one.');
}

const hasLineEnd = (bytes: Buffer): boolean => bytes.includes(0x0a) || bytes.includes(0x0d);

/** As much as it takes to have the first line, and the file from its start all the same. */
async function untilLineEnd(chunks: AsyncIterable<Buffer>): Promise<{ start: Buffer; chunks: AsyncIterable<Buffer> }> {
  const rest = chunks[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (!hasLineEnd(start) && start.length < maxRowBytes) {
    const next = await rest.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  const whole = async function* (): AsyncGenerator<Buffer> {
    if (start.length > 0) yield start;
    yield* { [Symbol.asyncIterator]: () => rest };
  };
  return { start, chunks: whole() };
}
