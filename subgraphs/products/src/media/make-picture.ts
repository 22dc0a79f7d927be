import { createHash } from 'node:crypto';
import { type Turns, takeTurns } from '@cartograph/kit/take-turns';
import type { ImageFormat, RasterFormat } from '#media/rules/picture';
import { declaresEntities, type SniffedType, sniff } from '#media/rules/sniff';

export interface PictureBounds {
  /** Of a picture that is read: memory and time grow with them, whatever the bytes. */
  pixels: number;
  /** Of its longer side. */
  side: number;
  /** Of a drawing, whose work nothing in its size tells. */
  svgBytes: number;
  /** For one picture. */
  seconds: number;
}

export const pictureBounds: Readonly<PictureBounds> = { pixels: 50_000_000, side: 16_384, svgBytes: 1024 * 1024, seconds: 60 };

/** The longer side of what is kept: twice the widest that is served. */
const keptSide = 3_840;

export interface KeptPicture {
  bytes: Buffer;
  hash: string;
  width: number;
  height: number;
}

export type ReadPicture = { kind: 'read'; picture: KeptPicture } | { kind: 'refused'; why: string } | { kind: 'busy' };

/** Read when the first picture is: 30 MB of memory that a shop without pictures does not need. */
const sharp = async () => {
  const { default: load } = await import('sharp');
  load.cache(false);
  load.concurrency(1);
  return load;
};

/** Two at a time, whoever asks: each takes a processor and up to 200 MB. */
const turns: Turns = takeTurns({ places: 2, waiting: 200, perClient: 100, waitMs: 20_000 });

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

/**
 * A stranger's bytes made into a picture of our own: only what is seen is left, drawn anew. What rode along in the file (its metadata, what
 * stood behind its end, scripts, another file's beginning) is in none of the bytes that are kept. Of what moves, the first picture stays.
 */
export async function readPicture(given: Buffer, bounds: PictureBounds = pictureBounds): Promise<ReadPicture> {
  const type = sniff(given);
  if (type === undefined) return refused('The file is no picture that can be read: send a JPEG, PNG, WebP, AVIF, GIF or SVG.');
  if (type === 'SVG' && (given.length > bounds.svgBytes || declaresEntities(given)))
    return refused(`A drawing may have ${bounds.svgBytes} bytes, and declare nothing of its own.`);
  const turn = await turns('read', () => drawAnew(given, type, bounds));
  return turn.kind === 'busy' ? turn : turn.value;
}

async function drawAnew(given: Buffer, type: SniffedType, { pixels, side, seconds }: PictureBounds): Promise<ReadPicture> {
  const load = await sharp();
  const options = { limitInputPixels: pixels, failOn: 'error', pages: 1, sequentialRead: true } as const;
  try {
    const { width, height } = await load(given, { ...options, limitInputPixels: false }).metadata();
    if (width * height > pixels || Math.max(width, height) > side)
      return refused(`The picture has ${width} x ${height} points: at most ${pixels / 1e6} million, and ${side} a side, can be read.`);
    // A drawing has no size of its own that means anything: it is drawn as large as it is kept.
    const density = type === 'SVG' ? Math.min(2_400, Math.max(1, (72 * 1_920) / Math.max(width, height))) : 72;
    const { data, info } = await load(given, { ...options, ...(type === 'SVG' ? { density } : {}) })
      .autoOrient()
      .resize({ width: keptSide, height: keptSide, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: 90, effort: 2 })
      .timeout({ seconds })
      .toBuffer({ resolveWithObject: true });
    return { kind: 'read', picture: { bytes: data, hash: hashOf(data), width: info.width, height: info.height } };
  } catch {
    return refused('The picture cannot be read: it is damaged, too large, or not what it begins as.');
  }
}

const refused = (why: string): ReadPicture => ({ kind: 'refused', why });

/** One width and format of a picture that is kept; undefined while too many others are made. */
export async function makeVariant(
  kept: Buffer,
  { format, width, from }: { format: RasterFormat; width: number; from: ImageFormat },
): Promise<Buffer | undefined> {
  const turn = await turns('make', async () => {
    const load = await sharp();
    // Our drawings are 400 wide.
    const source = load(kept, from === 'SVG' ? { density: (72 * width) / 400 } : {}).resize({ width, withoutEnlargement: from !== 'SVG' });
    switch (format) {
      case 'AVIF':
        return source.avif({ quality: 55, effort: 2 }).toBuffer();
      case 'WEBP':
        return source.webp({ quality: 82, effort: 3 }).toBuffer();
      case 'JPEG':
        return source.flatten({ background: '#ffffff' }).jpeg({ quality: 82, progressive: true }).toBuffer();
    }
  });
  return turn.kind === 'busy' ? undefined : turn.value;
}
