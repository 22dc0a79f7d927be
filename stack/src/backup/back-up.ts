import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { runningPostgres } from '@cartograph/postgres/running-postgres';
import { claimDataFolder, holderOf } from '../data-folder.ts';
import { readSecrets, secretsForBackup } from '../secrets.ts';
import { beginBaseBackup } from './base-backup-store.ts';
import { type Copied, copyTree, writeText } from './copy-files.ts';
import { copyMedia } from './copy-media.ts';
import { draftBackup } from './draft-backup.ts';
import { writeManifest } from './manifest.ts';

export interface BackupOptions {
  dataDir: string;
  /** Made by it; must not be there, so that no backup is ever written over another one. */
  target: string;
  said?: (line: string) => void;
}

/** What a server makes anew, or what is of its life and not of its data (as pg_basebackup leaves out). */
const leftOut =
  /^(postmaster\.pid|pg_wal\/.+|pg_(replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/.+|backup_label.*)$|(^|\/)(pgsql_tmp|pg_internal\.init|\.s\.PGSQL)/;
/** Of a server that ran. */
const ofAServer = /^postmaster\.pid$|^\.s\.PGSQL/;
const walFile = /^[0-9A-F]{24}$/;

/**
 * Every database of a data folder at one moment, with the secrets beside them: PostgreSQL's own base backup, whose files may change while
 * they are copied, and the log that makes them one moment again. Beside a running shop, or on the files of a stopped one.
 */
export async function backUp({ dataDir, target, said = () => undefined }: BackupOptions): Promise<{ files: number; bytes: number }> {
  const secrets = readSecrets(dataDir);
  if (!secrets) throw new ConfigError(`DATA_DIR: nothing was ever started on ${dataDir}.`);
  if (!existsSync(join(secrets.cluster, 'PG_VERSION')))
    throw new ConfigError(`DATA_DIR: ${dataDir} has no PostgreSQL of its own; where its shop is on another server, set DATABASE_URL.`);
  return draftBackup(target, async (draft) => {
    mkdirSync(join(draft, 'postgres'), { mode: 0o700 });
    const running = runningPostgres(secrets.cluster);
    const source = { dataDir, cluster: secrets.cluster, draft, said };
    const { folders, files } = await (running && holderOf(dataDir) ? copyRunning({ ...source, port: running.port }) : copyStopped(source));
    const media = await copyMedia(dataDir, draft, said);
    files.push(...media.files, writeText(draft, 'secrets.json', secretsForBackup(dataDir).text));
    writeManifest(draft, { format: 1, madeAt: new Date().toISOString(), postgres: versionOf(secrets.cluster), folders, files });
    return { folders: [...folders, ...media.folders], files };
  });
}

interface Source {
  dataDir: string;
  cluster: string;
  draft: string;
  said: (line: string) => void;
}

const versionOf = (cluster: string): string => readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();

/** Of a stopped server, or one that was killed: its files, log included, are what it would start on. */
async function copyStopped({ dataDir, cluster, draft, said }: Source): Promise<Copied> {
  const folder = claimDataFolder(dataDir, 'npm run backup');
  try {
    if (runningPostgres(cluster))
      throw new ConfigError(`DATA_DIR: a PostgreSQL that a killed start left behind runs on ${dataDir}; npm start, and try again.`);
    return await copyTree(cluster, draft, 'postgres', (path) => !ofAServer.test(path), said);
  } finally {
    folder.release();
  }
}

async function copyRunning({ dataDir, cluster, port, draft, said }: Source & { port: number }): Promise<Copied> {
  const password = encodeURIComponent(secretsForBackup(dataDir).postgres);
  const server = await beginBaseBackup(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
  try {
    const data = await copyTree(cluster, draft, 'postgres', (path) => !leftOut.test(path), said);
    const { label, last } = await server.finish();
    const between = (path: string): boolean => walFile.test(path) && path >= server.first && path <= last;
    const log = await copyTree(join(cluster, 'pg_wal'), draft, 'postgres/pg_wal', between, said);
    if (!log.files.some(({ path }) => path.endsWith(last))) throw new Error(`the log of the backup is not whole: ${last} is missing`);
    return { folders: data.folders, files: [...data.files, ...log.files, writeText(draft, 'postgres/backup_label', label)] };
  } finally {
    await server.close();
  }
}
