/** What of a file is asked for; several parts at once are answered with all of it, as a server may. */
export type FileRange = { kind: 'all' } | { kind: 'part'; range: { first: number; last: number } } | { kind: 'none' };

/** RFC 9110, 14.2: one range of bytes, if the reader has the same file (`If-Range`). */
export function rangeOf(header: string | undefined, ifRange: string | undefined, etag: string, size: number): FileRange {
  if (header === undefined || (ifRange !== undefined && ifRange !== etag)) return { kind: 'all' };
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? [];
  if (from === '' && to === '') return { kind: 'all' };
  if (from === '')
    return Number(to) === 0 ? { kind: 'none' } : { kind: 'part', range: { first: Math.max(0, size - Number(to)), last: size - 1 } };
  const [first, last] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
  if (to !== '' && Number(to) < first) return { kind: 'all' };
  return first >= size ? { kind: 'none' } : { kind: 'part', range: { first, last } };
}

export function partAnswer(part: FileRange, size: number): { status: number; headers: Record<string, string> } {
  switch (part.kind) {
    case 'all':
      return { status: 200, headers: { 'content-length': String(size) } };
    case 'part': {
      const { first, last } = part.range;
      return { status: 206, headers: { 'content-length': String(last - first + 1), 'content-range': `bytes ${first}-${last}/${size}` } };
    }
    case 'none':
      return { status: 416, headers: { 'content-range': `bytes */${size}` } };
  }
}
