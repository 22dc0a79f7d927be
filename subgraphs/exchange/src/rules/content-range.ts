/** Which part of a file a request carries. */
export interface Range {
  position: number;
  /** Bytes of the part; undefined: as many as come. */
  length: number | undefined;
  /** Of the whole file; undefined: not known yet. */
  total: number | undefined;
}

/** `bytes 0-999/5000`, or `bytes 0-999/*` while the end is not known; the whole file where there is no such header; undefined: none of these. */
export function readRange(header: string | undefined): Range | undefined {
  if (header === undefined) return { position: 0, length: undefined, total: undefined };
  const [, first, last, size] = /^bytes (\d{1,10})-(\d{1,10})\/(\d{1,10}|\*)$/.exec(header) ?? [];
  if (first === undefined || last === undefined || size === undefined) return undefined;
  const [position, end] = [Number(first), Number(last) + 1];
  const total = size === '*' ? undefined : Number(size);
  return end <= position || (total !== undefined && end > total) ? undefined : { position, length: end - position, total };
}
