import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '@cartograph/kit/config';
import { syncFolder } from '@cartograph/postgres/cluster';
import { runningPostgres } from '@cartograph/postgres/running-postgres';
import { openFolder, serverUser } from '@cartograph/postgres/server-user';
import { startPostgres } from '@cartograph/postgres/start-postgres';
import { chooseCluster, clusterIn, disownCluster, isInside, ownCluster } from '../cluster-place.ts';
import { claimDataFolder, holdsUnfinishedRestore, restoring } from '../data-folder.ts';
import { readSecrets, restoreSecrets } from '../secrets.ts';
import { copyFile } from './copy-files.ts';
import { restoreMedia } from './copy-media.ts';
import { type ClusterManifest, damaged, readChecked, readManifest } from './manifest.ts';
import { leaveOutNumbers, numbersLeftOut } from './order-numbers-store.ts';

/**
 * Makes an empty data folder the shop of a backup, each file compared with what was written then. PostgreSQL is started on it once: what
 * it cannot recover is told now, and not on the day when the folder is needed.
 */
export async function restore(backup: string, dataDir: string): Promise<{ madeAt: string; nextNumber: string }> {
  const manifest = readManifest(backup);
  if (manifest.format !== 1)
    throw new ConfigError(`${backup} is of a server of its own: set DATABASE_URL to an empty one, which it is restored to.`);
  if (holdsUnfinishedRestore(dataDir)) await removeUnfinished(dataDir);
  else if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new ConfigError(`DATA_DIR: ${dataDir} is not empty; name a new folder to restore to.`);
  const folder = claimDataFolder(dataDir, restoring);
  const named = chooseCluster(dataDir);
  const cluster = clusterIn(dataDir, named);
  try {
    if (!isInside(dataDir, cluster)) mkdirSync(openFolder, { recursive: true, mode: 0o755 });
    await copyCluster(backup, manifest, cluster);
    const { postgres } = restoreSecrets(dataDir, readChecked(backup, manifest, 'secrets.json'), named);
    ownCluster(dataDir, cluster);
    restoreMedia(backup, manifest, dataDir);
    return { madeAt: manifest.madeAt, nextNumber: await recover(dataDir, cluster, postgres) };
  } catch (error) {
    for (const path of [cluster, ...['secrets.json', 'postgres.log', 'media'].map((name) => join(dataDir, name))])
      rmSync(path, { recursive: true, force: true });
    disownCluster(cluster);
    throw error;
  } finally {
    folder.release();
  }
}

/** What a restore left that was killed, its server included. Its lock stays until this one has its own, so that no start comes between. */
async function removeUnfinished(dataDir: string): Promise<void> {
  const cluster = readSecrets(dataDir)?.cluster ?? join(dataDir, 'postgres');
  const orphan = runningPostgres(cluster);
  if (orphan) process.kill(orphan.pid, 'SIGQUIT');
  while (runningPostgres(cluster)) await sleep(20);
  const drafts = readdirSync(dataDir).filter((name) => name.startsWith('postgres.made-'));
  for (const path of [cluster, ...[...drafts, 'postgres.log', 'secrets.json', 'media'].map((name) => join(dataDir, name))])
    rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

async function copyCluster(backup: string, manifest: ClusterManifest, cluster: string): Promise<void> {
  const user = await serverUser();
  const draft = `${cluster}.made-${randomBytes(4).toString('hex')}`;
  const give = (path: string): void => user && chownSync(path, user.uid, user.gid);
  const places = new Map(manifest.folders.map((path) => [path, path === 'postgres' ? draft : join(draft, path.slice('postgres/'.length))]));
  try {
    for (const place of places.values()) {
      mkdirSync(place, { recursive: true, mode: 0o700 });
      give(place);
    }
    for (const { path, bytes, sha256 } of manifest.files) {
      if (!path.startsWith('postgres/')) continue;
      const place = join(draft, path.slice('postgres/'.length));
      const copied = copyFile(join(backup, path), place, path);
      if (copied?.bytes !== bytes || copied.sha256 !== sha256) throw damaged(backup, path);
      give(place);
    }
    for (const place of places.values()) syncFolder(place);
    renameSync(draft, cluster);
    syncFolder(dirname(cluster));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function recover(dataDir: string, cluster: string, password: string): Promise<string> {
  const server = await startPostgres({ dataDir: cluster, password, logFile: join(dataDir, 'postgres.log'), served: true });
  try {
    const url = new URL(server.url);
    url.pathname = '/cartograph_orders';
    return await leaveOutNumbers(url.toString(), numbersLeftOut);
  } finally {
    await server.stop();
  }
}
