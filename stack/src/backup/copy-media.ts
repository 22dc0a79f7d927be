import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Copied, copyFile, copyTree } from './copy-files.ts';
import { damaged, type Manifest } from './manifest.ts';

/** Of a picture the file that all others are made of, when they are asked for. */
const kept = /^[0-9a-f]{2}\/[0-9a-f-]{36}\/[0-9a-f]{32}\.(webp|svg)$/;

/**
 * The pictures of a data folder, after its databases: a row always has its file, and the files of one that goes stay for an hour. Those in a
 * bucket are the bucket's to save.
 */
export async function copyMedia(dataDir: string, draft: string, said: (line: string) => void): Promise<Copied> {
  const from = join(dataDir, 'media');
  if (!existsSync(from)) return { folders: [], files: [] };
  mkdirSync(join(draft, 'media'), { mode: 0o700 });
  return copyTree(from, draft, 'media', (path) => path.endsWith('/') || kept.test(path), said);
}

/** Each compared with what was written then; whatever keeps them from being whole leaves none. */
export function restoreMedia(backup: string, { files }: Manifest, dataDir: string): void {
  try {
    for (const { path, bytes, sha256 } of files) {
      if (!path.startsWith('media/')) continue;
      const place = join(dataDir, path);
      mkdirSync(dirname(place), { recursive: true, mode: 0o755 });
      const copied = copyFile(join(backup, path), place, path);
      if (copied?.bytes !== bytes || copied.sha256 !== sha256) throw damaged(backup, path);
    }
  } catch (error) {
    rmSync(join(dataDir, 'media'), { recursive: true, force: true });
    throw error;
  }
}
