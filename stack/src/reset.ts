import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '@cartograph/kit/config';
import { stackFileIn } from '@cartograph/kit/data-dir';
import { refuseStart } from '@cartograph/kit/process';
import { runningPostgres } from '@cartograph/postgres/running-postgres';
import { disownCluster, refuseForeignCluster } from './cluster-place.ts';
import { readCommandLine } from './command-line.ts';
import { readStackConfig } from './config.ts';
import { claimDataFolder, holderOf } from './data-folder.ts';
import { dropRooms } from './provision.ts';
import { rooms } from './rooms.ts';
import { readSecrets } from './secrets.ts';

const { force: forced } = readCommandLine({
  name: 'npm run reset',
  does: 'deletes all data of DATA_DIR, and with DATABASE_URL the databases and roles of the rooms there.',
  options: { force: 'stops whatever runs on the folder first' },
  reads: ['DATA_DIR', 'DATABASE_URL'],
});

/** Deletes all data of a folder. One that is in use is left alone, unless `force` may stop who uses it. */
async function reset(force: boolean): Promise<string> {
  const { dataDir, databaseUrl } = readStackConfig();
  if (!existsSync(dataDir)) return `nothing to delete: there is no ${dataDir}`;
  const holder = holderOf(dataDir);
  if (holder && !force)
    throw new ConfigError(
      `DATA_DIR: ${dataDir} is in use by process ${holder.pid} (${holder.purpose}); stop it first, or npm run reset -- --force.`,
    );
  if (holder) await stopProcess(holder.pid, dataDir);
  const folder = claimDataFolder(dataDir, 'npm run reset');
  try {
    const secrets = readable(() => readSecrets(dataDir));
    const cluster = secrets?.cluster ?? join(dataDir, 'postgres');
    refuseForeignCluster(dataDir, cluster);
    const orphan = runningPostgres(cluster);
    if (orphan) process.kill(orphan.pid, 'SIGQUIT');
    while (runningPostgres(cluster)) await sleep(20);
    if (databaseUrl !== undefined) await dropRooms(databaseUrl, new Set([...rooms, ...(secrets?.rooms ?? [])]));
    for (const path of [cluster, ...['postgres.log', 'secrets.json'].map((name) => join(dataDir, name)), stackFileIn(dataDir)])
      rmSync(path, { recursive: true, force: true });
    disownCluster(cluster);
  } finally {
    folder.release();
  }
  return `deleted all data of ${dataDir}${databaseUrl === undefined ? '' : ' and the rooms of DATABASE_URL'}`;
}

/** Secrets that cannot be read end a start, which names this command as the way on. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

async function stopProcess(pid: number, dataDir: string): Promise<void> {
  process.kill(pid, 'SIGTERM');
  for (const until = Date.now() + 12_000; holderOf(dataDir); await sleep(50))
    if (Date.now() > until) throw new ConfigError(`DATA_DIR: process ${pid} does not stop; end it by hand and try again.`);
}

try {
  console.log(await reset(forced));
} catch (error) {
  refuseStart(error);
}
