export type SniffedType = 'JPEG' | 'PNG' | 'WEBP' | 'GIF' | 'AVIF' | 'SVG';

const begins = (bytes: Buffer, hex: string, at = 0): boolean => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex;
const says = (bytes: Buffer, text: string, at: number): boolean => bytes.subarray(at, at + text.length).toString('latin1') === text;

/** What a file is, by its bytes; undefined for all that is no picture we read. Names and headers say nothing. */
export function sniff(bytes: Buffer): SniffedType | undefined {
  if (begins(bytes, 'ffd8ff')) return 'JPEG';
  if (begins(bytes, '89504e470d0a1a0a')) return 'PNG';
  if (says(bytes, 'GIF87a', 0) || says(bytes, 'GIF89a', 0)) return 'GIF';
  if (says(bytes, 'RIFF', 0) && says(bytes, 'WEBP', 8)) return 'WEBP';
  if (says(bytes, 'ftypavif', 4) || says(bytes, 'ftypavis', 4)) return 'AVIF';
  return isSvg(bytes) ? 'SVG' : undefined;
}

/** Text whose first element is `svg`, after what XML lets stand before it. */
function isSvg(bytes: Buffer): boolean {
  const head = bytes
    .subarray(0, 4_096)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  return /^\s*(<\?xml[^>]*\?>\s*)?(<!--(?:(?!-->)[^])*-->\s*)*<svg[\s>]/i.test(head);
}

/** What may grow when it is read: declarations of a stranger's document. */
export const declaresEntities = (bytes: Buffer): boolean => /<!(DOCTYPE|ENTITY)/i.test(bytes.toString('latin1'));
