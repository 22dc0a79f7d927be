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
import { claimDataFolder, holderOf, resetting } from './data-folder.ts';
import { sentenceFor } from './open-server.ts';
import { dropRooms, roomUrl } from './provision.ts';
import { rooms } from './rooms.ts';
import { readSecrets } from './secrets.ts';
import { findOwnDatabases, ownerOf } from './server-owner-store.ts';

const flags = readCommandLine({
  name: 'npm run reset',
  does: 'deletes all data of DATA_DIR, and with DATABASE_URL the databases and roles of the rooms there.',
  options: {
    force: 'stops whatever runs on the folder first',
    databases: 'in production, with DATABASE_URL: yes, delete what is on that server',
  },
  reads: ['DATA_DIR', 'DATABASE_URL'],
});

/**
 * Deletes all data of a folder. One that is in use is left alone, unless `force` may stop who uses it; so are databases on a given server,
 * unless they are its own, and in production `databases` says so: nobody types a server's name by mistake, but it stays in the environment.
 */
async function reset({ force, databases }: typeof flags): Promise<string> {
  const { dataDir, databaseUrl, production } = readStackConfig();
  if (!existsSync(dataDir)) return `nothing to delete: there is no ${dataDir}`;
  const secrets = readable(() => readSecrets(dataDir));
  const names = [...new Set([...rooms, ...(secrets?.rooms ?? [])])];
  if (databaseUrl !== undefined) await refuseUnasked(databaseUrl, names, secrets, databases || !production);
  const holder = holderOf(dataDir);
  if (holder && !force)
    throw new ConfigError(
      `DATA_DIR: ${dataDir} is in use by process ${holder.pid} (${holder.purpose}); stop it first, or npm run reset -- --force.`,
    );
  if (holder) await stopProcess(holder.pid, dataDir);
  const folder = claimDataFolder(dataDir, resetting);
  try {
    const cluster = secrets?.cluster ?? join(dataDir, 'postgres');
    refuseForeignCluster(dataDir, cluster);
    const orphan = runningPostgres(cluster);
    if (orphan) process.kill(orphan.pid, 'SIGQUIT');
    while (runningPostgres(cluster)) await sleep(20);
    if (databaseUrl !== undefined) await dropRooms(databaseUrl, names);
    for (const path of [cluster, ...['postgres.log', 'secrets.json', 'media'].map((name) => join(dataDir, name)), stackFileIn(dataDir)])
      rmSync(path, { recursive: true, force: true });
    disownCluster(cluster);
  } finally {
    folder.release();
  }
  return `deleted all data of ${dataDir}${databaseUrl === undefined ? '' : ' and the rooms of DATABASE_URL'}`;
}

async function refuseUnasked(adminUrl: string, names: readonly string[], secrets: ReturnType<typeof readSecrets>, meant: boolean) {
  const { hostname, port } = new URL(adminUrl);
  const found = await findOwnDatabases(adminUrl, {
    owner: secrets && ownerOf(secrets.caller),
    ordersUrl: secrets && roomUrl(adminUrl, 'orders', secrets.passwords['orders'] ?? ''),
    names: names.map((name) => `cartograph_${name}`),
  }).catch((error: unknown) => {
    throw error instanceof ConfigError ? error : new ConfigError(`DATABASE_URL: ${sentenceFor(adminUrl, error)}`);
  });
  if (found.length > 0 && !meant)
    throw new ConfigError(
      `DATABASE_URL: this deletes ${found.join(', ')} at ${hostname}:${port || 5432} and every order in them; if that is meant, npm run reset -- --databases.`,
    );
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
  console.log(await reset(flags));
} catch (error) {
  refuseStart(error);
}
