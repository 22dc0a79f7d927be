import { hashOf } from '#media/make-picture';
import type { MediaDeps } from '#media/media-deps';
import { insertDrawn, type OwnerType } from '#media/media-store';
import { keptName, types } from '#media/rules/picture';

/** An SVG of our own: no script, style, link or font is in it. */
export interface Drawing {
  id: string;
  svg: string;
  width: number;
  height: number;
  alt: string;
  owners: readonly { type: OwnerType; id: string; position: number }[];
}

const atOnce = 32;

/** Keeps drawings as pictures, the files first. Saying it again changes nothing. */
export async function importDrawings({ db, files }: Pick<MediaDeps, 'db' | 'files'>, drawings: readonly Drawing[]): Promise<number> {
  const drawn = drawings.map(({ svg, ...rest }) => {
    const bytes = Buffer.from(svg);
    return { ...rest, content: bytes, bytes: bytes.length, hash: hashOf(bytes) };
  });
  for (let at = 0; at < drawn.length; at += atOnce)
    await Promise.all(
      drawn.slice(at, at + atOnce).map(({ id, hash, content }) => files.put(id, keptName({ hash, format: 'SVG' }), content, types.SVG)),
    );
  return insertDrawn(
    db,
    drawn.map(({ content: _, ...row }) => row),
  );
}
