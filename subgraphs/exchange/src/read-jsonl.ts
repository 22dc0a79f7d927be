import { isUtf8 } from 'node:buffer';
import { type From, looksLikeUtf16, maxRowBytes, type Read, type Source, tooLong, utf16 } from '#file-reader';
import { type PlacedRow, type Row, rowOfJson } from '#rules/read-row';

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Reads a file of one JSON object a line from wherever it was left. A line without its end is left, unless nothing more will come. */
export async function* readJsonl({ chunks, isComplete }: Source, from: From): AsyncGenerator<Read> {
  let rest: Buffer = Buffer.alloc(0);
  let { position, lastRow } = from;
  const taken = (line: Buffer, length: number): PlacedRow => {
    const first = position === 0;
    position += length;
    lastRow += 1;
    return { number: lastRow, end: position, row: rowOfLine(first ? withoutMark(line) : line, from) };
  };
  for await (const chunk of chunks) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (position === 0 && looksLikeUtf16(rest)) return yield utf16;
    const rows: PlacedRow[] = [];
    let begin = 0;
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a, begin)) {
      if (end - begin > maxRowBytes) break;
      rows.push(taken(rest.subarray(begin, end), end + 1 - begin));
      begin = end + 1;
    }
    rest = rest.subarray(begin);
    if (rows.length > 0) yield { kind: 'rows', rows };
    if (rest.length > maxRowBytes) return yield tooLong(lastRow + 1);
  }
  if (rest.length > 0 && (await isComplete())) yield { kind: 'rows', rows: [taken(rest, rest.length)] };
}

const withoutMark = (line: Buffer): Buffer => (line.subarray(0, 3).equals(byteOrderMark) ? line.subarray(3) : line);

function rowOfLine(line: Buffer, { columns }: From): Row {
  if (!isUtf8(line)) return refused('The line is not UTF-8: save the file with that encoding.');
  const text = line.toString().trim();
  if (text === '') return { kind: 'blank' };
  try {
    return rowOfJson(JSON.parse(text), columns);
  } catch {
    return refused('The line is no JSON: it may be half a line.');
  }
}

const refused = (message: string): Row => ({ kind: 'refused', problems: [{ path: [], message }], values: {} });
