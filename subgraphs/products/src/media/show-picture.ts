import type { Readable } from 'node:stream';
import { isUuid } from '@cartograph/kit/ids';
import type { Range } from '#media/files/media-files';
import { makeVariant } from '#media/make-picture';
import type { MediaDeps } from '#media/media-deps';
import { loadMedia } from '#media/media-store';
import { fileName, type ImageFormat, keptName, readFileName, types } from '#media/rules/picture';

type Deps = Pick<MediaDeps, 'db' | 'files'>;

export interface FoundFile {
  name: string;
  format: ImageFormat;
  /** By `Accept`: caches keep one a format. */
  negotiated: boolean;
}

/** What an address asks for, by its letters alone; undefined when no address of ours has them. */
export function findFile(id: string, name: string, best: ImageFormat): FoundFile | undefined {
  const asked = readFileName(name);
  if (!asked || !isUuid(id)) return undefined;
  const format = asked.format ?? best;
  return { name: fileName({ ...asked, format }), format, negotiated: asked.format === undefined };
}

export type Shown =
  | { kind: 'shown'; size: number; open: (range?: Range) => Promise<Readable | undefined> }
  | { kind: 'unknown' }
  | { kind: 'busy' };

export type ShowPicture = (id: string, file: FoundFile) => Promise<Shown>;

/** Gives files of pictures; each is made once, when it is first asked for, however many ask. */
export function createShowPicture({ db, files }: Deps): ShowPicture {
  const making = new Map<string, Promise<'made' | 'unknown' | 'busy'>>();
  const makeOnce = (id: string, file: FoundFile): Promise<'made' | 'unknown' | 'busy'> => {
    const key = `${id}/${file.name}`;
    const known = making.get(key);
    if (known) return known;
    const made = make({ db, files }, id, file).finally(() => making.delete(key));
    making.set(key, made);
    return made;
  };
  const find = async (id: string, { name }: FoundFile): Promise<Shown | undefined> => {
    const size = await files.size(id, name);
    return size === undefined ? undefined : { kind: 'shown', size, open: (range) => files.open(id, name, range) };
  };
  return async (id, file) => {
    const found = await find(id, file);
    if (found) return found;
    const made = await makeOnce(id, file);
    return made === 'made' ? ((await find(id, file)) ?? { kind: 'unknown' }) : { kind: made };
  };
}

async function make({ db, files }: Deps, id: string, { name, format }: FoundFile): Promise<'made' | 'unknown' | 'busy'> {
  const asked = readFileName(name);
  const [media] = await loadMedia(db, [id]);
  if (!media || !asked?.width || asked.hash !== media.hash || format === 'SVG') return 'unknown';
  const kept = await files.read(id, keptName(media));
  if (!kept) return 'unknown';
  const made = await makeVariant(kept, { format, width: asked.width, from: media.format });
  if (!made) return 'busy';
  await files.put(id, name, made, types[format]);
  // Its picture may be gone meanwhile, with the files that were there then.
  if ((await loadMedia(db, [id])).length > 0) return 'made';
  await files.remove(id);
  return 'unknown';
}
