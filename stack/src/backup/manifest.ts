import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { z } from 'zod';
import { writePrivately } from '../data-folder.ts';
import { listFiles } from './copy-files.ts';

/** Below the backup, and nowhere else. */
const path = z.string().refine((text) => !text.split('/').includes('..'));
const file = z.object({ path, bytes: z.number(), sha256: z.string().length(64) });

/** The files of a server of our own. */
const ofACluster = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  postgres: z.string(),
  /** Folders of the cluster, of which some are empty and needed. */
  folders: z.array(path),
  files: z.array(file),
});
export type ClusterManifest = z.infer<typeof ofACluster>;

const named = { schema: z.string(), name: z.string() };

/** The tables of a given server. */
const ofTables = z.object({
  format: z.literal(2),
  madeAt: z.string(),
  postgres: z.string(),
  /** Whose secrets lie beside it: a data folder's, or what containers are given. */
  shape: z.enum(['folder', 'containers']),
  rooms: z.record(
    z.string(),
    z.object({
      /** In the numbers of its journal. */
      lastMigration: z.number(),
      /** Each after those that it points to. */
      tables: z.array(z.object({ ...named, columns: z.array(z.string()) })),
      sequences: z.array(z.object({ ...named, last: z.string() })),
    }),
  ),
  files: z.array(file),
});
export type TablesManifest = z.infer<typeof ofTables>;

const content = z.discriminatedUnion('format', [ofACluster, ofTables]);
export type Manifest = z.infer<typeof content>;

const manifestFile = z.object({ content, sha256: z.string() });
const nameOf = (backup: string): string => join(backup, 'manifest.json');
const sum = (manifest: Manifest): string => createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** The last file of a backup: one without it was never finished. */
export function writeManifest(backup: string, told: Manifest): void {
  // In the order in which it is read again, which the sum is of.
  const manifest = content.parse(told);
  writePrivately(nameOf(backup), JSON.stringify({ content: manifest, sha256: sum(manifest) }));
}

/** What a backup says it has, which is what lies there; ConfigError in one sentence for one that is no backup, or not whole. */
export function readManifest(backup: string): Manifest {
  if (!existsSync(nameOf(backup)))
    throw new ConfigError(`${backup} is no backup, or one that was never finished: it has no manifest.json.`);
  const { content: manifest, sha256 } = parsed(backup);
  if (sum(manifest) !== sha256) throw damaged(backup, 'manifest.json');
  const there = new Set([...listFiles(backup)].filter((path) => !path.endsWith('/') && path !== 'manifest.json'));
  const missing = manifest.files.find(({ path }) => !there.delete(path));
  if (missing) throw damaged(backup, missing.path);
  const [more] = there;
  if (more !== undefined) throw new ConfigError(`${backup} has a file that is not of the backup: ${more}; nothing was restored.`);
  return manifest;
}

function parsed(backup: string): z.infer<typeof manifestFile> {
  try {
    return manifestFile.parse(JSON.parse(readFileSync(nameOf(backup), 'utf8')));
  } catch {
    throw damaged(backup, 'manifest.json');
  }
}

export const damaged = (backup: string, path: string): ConfigError =>
  new ConfigError(`The backup ${backup} is damaged: ${path} is not as it was written; nothing was restored. Take another one.`);

/** The text of a small file of a backup, compared with what was written. */
export function readChecked(backup: string, manifest: Manifest, path: string): string {
  const text = readFileSync(join(backup, path), 'utf8');
  const written = manifest.files.find((file) => file.path === path);
  if (written?.sha256 !== createHash('sha256').update(text).digest('hex')) throw damaged(backup, path);
  return text;
}
