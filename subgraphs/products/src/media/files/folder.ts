import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '@cartograph/kit/ids';
import type { MediaFiles } from '#media/files/media-files';

const plainName = /^[0-9a-z][0-9a-z.-]{0,99}$/;

/** A folder of the machine; no more than 256 entries stand at its top, however many pictures there are. */
export function openFolder(root: string): MediaFiles {
  const folderOf = (id: string): string => {
    if (!isUuid(id)) throw new Error('no id of a picture');
    return join(root, id.slice(-2), id);
  };
  const placeOf = (id: string, name: string): string => {
    if (!plainName.test(name) || name.includes('..')) throw new Error('no name of a picture');
    return join(folderOf(id), name);
  };
  return {
    put: async (id, name, bytes) => {
      const place = placeOf(id, name);
      const draft = `${place}.${randomBytes(4).toString('hex')}.part`;
      await mkdir(folderOf(id), { recursive: true, mode: 0o755 });
      try {
        const file = await open(draft, 'wx', 0o644);
        try {
          await file.writeFile(bytes);
          await file.datasync();
        } finally {
          await file.close();
        }
        await rename(draft, place);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    size: async (id, name) => (await thereOrNot(stat(placeOf(id, name))))?.size,
    read: (id, name) => thereOrNot(readFile(placeOf(id, name))),
    open: async (id, name, range) => {
      const file = await thereOrNot(open(placeOf(id, name)));
      return file?.createReadStream(range ? { start: range.first, end: range.last } : {});
    },
    remove: (id) => rm(folderOf(id), { recursive: true, force: true }),
  };
}

async function thereOrNot<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw error;
  }
}
