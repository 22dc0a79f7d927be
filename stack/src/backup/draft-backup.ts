import { chmodSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { syncFolder } from '@cartograph/postgres/cluster';
import { claimDataFolder, type DataFolder } from '../data-folder.ts';
import type { Copied } from './copy-files.ts';

/**
 * Writes a backup beside its place, which it takes when it is whole and on the disk: one that was ended is never taken for one, and two of
 * one name never write over each other.
 */
export async function draftBackup(target: string, write: (draft: string) => Promise<Copied>): Promise<{ files: number; bytes: number }> {
  if (existsSync(target)) throw new ConfigError(`${target} is there already; name a new folder for each backup.`);
  const draft = `${target}.part`;
  const claim = claimed(draft);
  try {
    chmodSync(draft, 0o700);
    // Of a backup that was ended before it was whole.
    for (const name of readdirSync(draft)) if (name !== 'lock') rmSync(join(draft, name), { recursive: true, force: true });
    const { folders, files } = await write(draft);
    for (const folder of folders) syncFolder(join(draft, folder));
    claim.release();
    renameSync(draft, target);
    syncFolder(dirname(target));
    return { files: files.length, bytes: files.reduce((all, { bytes }) => all + bytes, 0) };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

function claimed(draft: string): DataFolder {
  try {
    return claimDataFolder(draft, 'npm run backup');
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(error.message.replace(/^DATA_DIR: /, ''));
    throw error;
  }
}
