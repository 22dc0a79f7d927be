import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { syncFolder } from '@cartograph/postgres/cluster';
import type { Copied } from './copy-files.ts';

/** Writes a backup beside its place, which it takes when it is whole and on the disk: one that was ended is never taken for one. */
export async function draftBackup(target: string, write: (draft: string) => Promise<Copied>): Promise<{ files: number; bytes: number }> {
  if (existsSync(target)) throw new ConfigError(`${target} is there already; name a new folder for each backup.`);
  const draft = `${target}.part`;
  // Of a backup that was ended before it was whole.
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  try {
    const { folders, files } = await write(draft);
    for (const folder of folders) syncFolder(join(draft, folder));
    renameSync(draft, target);
    syncFolder(dirname(target));
    return { files: files.length, bytes: files.reduce((all, { bytes }) => all + bytes, 0) };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}
