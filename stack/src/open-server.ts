import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { type Durability, durabilitySql, judgeDurability } from '@cartograph/kit/durability';
import { keepPostgres } from '@cartograph/postgres/keep-postgres';
import { openFolder, reachableByOthers, runsAsOtherUser } from '@cartograph/postgres/server-user';
import pg from 'pg';
import { chooseCluster, isInside, ownCluster, refuseForeignCluster, refuseLostCluster } from './cluster-place.ts';
import { noteMade, openSecrets, type Secrets } from './secrets.ts';

export interface DatabaseServer {
  /** URL of a role that may create roles and databases. */
  adminUrl: string;
  /** One line about what it is and where. */
  description: string;
  embedded: boolean;
  stop(): Promise<void>;
}

/** Told, in one sentence, that the embedded server is gone for good. */
export type Lost = (sentence: string) => void;

export interface Told {
  lost?: Lost | undefined;
  /** The server is there or on its way: what needs none may take its time now. */
  spawned?: (secrets: Secrets) => void;
}

const exitLost: Lost = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

/** PostgreSQL from npm on the cluster of the data folder. When it ends unexpectedly it is started again; `lost`: in vain. */
async function startEmbedded(dataDir: string, secrets: Secrets, { lost = exitLost, spawned }: Told): Promise<DatabaseServer> {
  const { cluster, postgres, made } = secrets;
  const inside = isInside(dataDir, cluster);
  refuseLostCluster(dataDir, cluster, made);
  refuseForeignCluster(dataDir, cluster);
  if (inside && runsAsOtherUser() && !reachableByOthers(dataDir))
    throw new ConfigError(`DATA_DIR: the user postgres cannot enter ${dataDir} any more; give back "execute for others" on the way to it.`);
  if (!inside) mkdirSync(openFolder, { recursive: true, mode: 0o755 });
  const logFile = join(dataDir, 'postgres.log');
  const server = await keepPostgres(
    { dataDir: cluster, password: postgres, logFile, served: made === true, spawned: () => spawned?.(secrets) },
    {
      restarted: () => console.error('PostgreSQL ended unexpectedly and was started again'),
      lost: () => lost(`PostgreSQL ended unexpectedly and does not come back; its log says why: ${logFile}.`),
    },
  );
  ownCluster(dataDir, cluster);
  noteMade(dataDir);
  const { version, told } = await askServer(server.url, patienceMs.ours);
  const place = inside ? `${dataDir}/postgres` : `${cluster}, since the user postgres cannot enter ${dataDir}`;
  return {
    adminUrl: server.url,
    description: `PostgreSQL ${version} on port ${server.port}, data in ${place}${told}`,
    embedded: true,
    stop: () => server.stop(),
  };
}

/** The server of DATABASE_URL, after a look at whether it will do. */
export async function checkGiven(adminUrl: string): Promise<DatabaseServer> {
  const { version, told } = await askServer(adminUrl, patienceMs.given);
  if (Number(version.split('.')[0]) < 18)
    throw new ConfigError(`DATABASE_URL: this is PostgreSQL ${version}, and Cartograph needs 18 or newer.`);
  const { hostname, port } = new URL(adminUrl);
  return {
    adminUrl,
    description: `PostgreSQL ${version} at ${hostname}:${port || 5432}${told}`,
    embedded: false,
    stop: () => Promise.resolve(),
  };
}

/** The server that a data folder stands for: the embedded one, or `databaseUrl`. */
export async function openServer(
  dataDir: string,
  databaseUrl: string | undefined,
  told: Told = {},
): Promise<DatabaseServer & { secrets: Secrets }> {
  const given = databaseUrl === undefined ? undefined : await checkGiven(databaseUrl);
  const secrets = openSecrets(dataDir, () => chooseCluster(dataDir));
  if (given) told.spawned?.(secrets);
  return { ...(given ?? (await startEmbedded(dataDir, secrets, told))), secrets };
}

/** Ours has answered just before: what may take long is reading all code meanwhile, from a disk that was never read, in which nothing is heard. */
const patienceMs = { ours: 30_000, given: 5_000 };

/** `told`: what whoever runs it should know of that server, behind its description. */
async function askServer(url: string, connectionTimeoutMillis: number): Promise<{ version: string; told: string }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis, application_name: 'cartograph start' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Durability & { version: string; allowed: boolean; name: string }>(
      `select current_setting('server_version') as version, rolsuper or (rolcreatedb and rolcreaterole) as allowed, rolname as name,
              ${durabilitySql}
       from pg_roles where rolname = current_user`,
    );
    const [found] = rows;
    if (!found?.allowed)
      throw new ConfigError(
        `DATABASE_URL: the role ${found?.name ?? ''} may not create roles and databases; grant it CREATEROLE and CREATEDB.`,
      );
    const { refused, told } = judgeDurability({ ...found, synchronous_commit: 'ours' }, process.env['NODE_ENV'] === 'production');
    if (refused.length > 0) throw new ConfigError(`DATABASE_URL: ${refused.join(' ')}`);
    return { version: found.version.split(' ')[0] ?? '', told: told.map((sentence) => `; ${sentence.replace(/\.$/, '')}`).join('') };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`DATABASE_URL: ${sentenceFor(url, error)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Why a database cannot be used, for a person who may do something about it. */
export function sentenceFor(url: string, error: unknown): string {
  const { hostname, port, username } = new URL(url);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : 'unknown';
  if (code === '28P01') return `the password of ${decodeURIComponent(username)} is wrong at ${hostname}:${port || 5432}.`;
  if (code === '3D000') return `${message} at ${hostname}:${port || 5432}; name one that is there, such as /postgres.`;
  if (error instanceof pg.DatabaseError) return `${hostname}:${port || 5432} refused the connection: ${message}.`;
  return `no PostgreSQL answers at ${hostname}:${port || 5432} (${code || message}).`;
}
