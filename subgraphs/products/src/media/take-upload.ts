import { isUuid } from '@cartograph/kit/ids';
import { readPicture } from '#media/make-picture';
import type { MediaDeps } from '#media/media-deps';
import { beginUpload, insertMedia } from '#media/media-store';
import { keptName, type Media, types } from '#media/rules/picture';
import { isSigned } from '#media/sign-upload';

export interface Upload {
  id: string;
  expires: unknown;
  signature: unknown;
}

export type TakeUploadOutcome =
  | { kind: 'taken'; media: Pick<Media, 'id' | 'width' | 'height'> }
  | { kind: 'unknown' }
  | { kind: 'used' }
  | { kind: 'refused'; why: string }
  | { kind: 'busy' };

type Deps = Pick<MediaDeps, 'db' | 'files' | 'secret'>;

/**
 * Takes the one picture of an address; `receive` reads it, once the address is taken: a second sender is refused before they send. Undefined:
 * what was sent cannot be read.
 */
export async function takeUpload(
  deps: Deps,
  { id, expires, signature }: Upload,
  receive: () => Promise<Buffer | undefined>,
): Promise<TakeUploadOutcome> {
  if (!isUuid(id) || !isSigned(deps.secret, id, expires, signature)) return { kind: 'unknown' };
  if (!(await beginUpload(deps.db, id))) return { kind: 'used' };
  const bytes = await receive();
  if (!bytes) return { kind: 'refused', why: 'The body is no form (multipart/form-data) that can be read, or it breaks off.' };
  return keepPicture(deps, id, bytes, null);
}

/** File first, then row: a row always has its file. What is left of one that ends between them goes with its upload. */
export async function keepPicture(
  { db, files }: Pick<MediaDeps, 'db' | 'files'>,
  id: string,
  bytes: Buffer,
  sourceUrl: string | null,
): Promise<TakeUploadOutcome> {
  const read = await readPicture(bytes);
  if (read.kind !== 'read') return read;
  const { picture } = read;
  const { hash, width, height } = picture;
  await files.put(id, keptName({ hash, format: 'WEBP' }), picture.bytes, types.WEBP);
  if (await insertMedia(db, { id, hash, format: 'WEBP', width, height, bytes: picture.bytes.length, sourceUrl }))
    return { kind: 'taken', media: { id, width, height } };
  await files.remove(id);
  return { kind: 'used' };
}
