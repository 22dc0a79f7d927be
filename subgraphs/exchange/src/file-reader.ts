import type { CellProblem, Column } from '#rules/column';
import type { Header } from '#rules/header';
import type { PlacedRow } from '#rules/read-row';

/** What comes of reading a file, piece by piece. `broken`: nothing can be read after it. */
export type Read =
  | { readonly kind: 'header'; readonly header: Header; readonly end: number }
  | { readonly kind: 'rows'; readonly rows: readonly PlacedRow[] }
  | { readonly kind: 'broken'; readonly number: number; readonly problem: CellProblem };

/** Where a file is read from. */
export interface From {
  readonly position: number;
  /** Number of the last row before it; 0 at the start of the file. */
  readonly lastRow: number;
  readonly header: Header | null;
  readonly columns: readonly Column[];
}

export interface Source {
  /** What has arrived, from `position` on. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Is what has arrived all there is? Asked when the chunks are at their end. */
  readonly isComplete: () => Promise<boolean>;
}

/** Of one row; without a bound a quote that is never closed would hold the whole file in memory. */
export const maxRowBytes = 1_000_000;

export const broken = (number: number, message: string, path: readonly string[] = []): Read => ({
  kind: 'broken',
  number,
  problem: { path, message },
});

export const tooLong = (number: number): Read =>
  broken(number, `The row is longer than ${maxRowBytes} bytes: a quote may be open, or it is no such file.`);

/** Files that Windows calls Unicode begin with one of these, and every other byte of plain letters is NUL in them. */
export const looksLikeUtf16 = (start: Buffer): boolean => {
  const [first, second] = start;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (start.length > 1 && (first === 0 || second === 0));
};

export const utf16: Read = broken(1, 'The file is UTF-16 or no text at all: save it as UTF-8.');
