import { execFile } from 'node:child_process';
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '@cartograph/postgres/start-postgres';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { makeDataFolder, removeDataFolder, signalPostgres } from './data-folder.ts';
import { until } from './until.ts';

const run = promisify(execFile);
const password = 'test';

export interface OneServer {
  /** Of its superuser, over TCP. */
  url: string;
  rows<Row extends pg.QueryResultRow>(sql: string, database?: string): Promise<Row[]>;
  /** A session that is left open after these statements; what is given ends it. */
  hold(sql: string, database: string): Promise<() => Promise<void>>;
  signal(name: NodeJS.Signals): void;
}

/** A server of one's own, gone with the test; on the files that lie in `folder` when there are some. */
export async function startServer(folder = makeDataFolder()): Promise<OneServer & { folder: string }> {
  onTestFinished(() => removeDataFolder(folder));
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), password, settings: ['wal_keep_size=256MB'] });
  const url = new URL(server.url);
  url.searchParams.delete('host');
  return {
    folder,
    url: url.toString(),
    rows: (sql, database = 'postgres') => rowsOf(url, database, sql),
    hold: async (sql, database) => {
      const client = await connect(url, database);
      await client.query(sql);
      return () => client.end();
    },
    signal: (name) => signalPostgres(folder, name),
  };
}

async function connect(server: URL, database: string): Promise<pg.Client> {
  const url = new URL(server);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.toString() });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function rowsOf<Row extends pg.QueryResultRow>(server: URL, database: string, sql: string): Promise<Row[]> {
  const client = await connect(server, database);
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * A standby of a server that is at work, as docs/operations.md says it is made: PostgreSQL's own base backup (npm's binaries have no
 * pg_basebackup, so the files are copied between its two calls), then its log as it is written.
 */
export async function startStandby({ url, folder }: OneServer & { folder: string }): Promise<OneServer & { promote(): Promise<void> }> {
  const target = makeDataFolder();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("select pg_backup_start('standby', fast => true)");
  const [from, to] = [join(folder, 'postgres'), join(target, 'postgres')];
  // Files that go away meanwhile are none of the backup's.
  await run('cp', ['-a', from, to]).catch(() => undefined);
  const { rows } = await client.query<{ label: string }>('select labelfile as label from pg_backup_stop(wait_for_archive => false)');
  await client.end();
  for (const name of readdirSync(join(to, 'pg_wal'))) rmSync(join(to, 'pg_wal', name), { recursive: true });
  for (const [name, text] of [
    ['backup_label', rows[0]?.label ?? ''],
    ['standby.signal', ''],
  ] as const)
    writeFileSync(join(to, name), text);
  await run('chown', ['--reference', join(to, 'PG_VERSION'), join(to, 'backup_label'), join(to, 'standby.signal')]);
  const { port } = new URL(url);
  const conninfo = `host=127.0.0.1 port=${port} user=postgres password=${password} application_name=standby`;
  appendFileSync(join(to, 'postgresql.auto.conf'), `\nprimary_conninfo = '${conninfo}'\n`);
  const server = await startServer(target);
  return { ...server, promote: async () => void (await server.rows('select pg_promote(true, 60)')) };
}

/** From now on a commit is answered when both have it on their disks. */
export async function waitForBoth(primary: OneServer): Promise<void> {
  await primary.rows("alter system set synchronous_standby_names = 'standby'");
  await primary.rows('select pg_reload_conf()');
  await until(
    () => primary.rows<{ sync_state: string }>('select sync_state from pg_stat_replication'),
    ([standby]) => standby?.sync_state === 'sync',
  );
}

/** From now on the standby hears nothing of the primary any more. */
export async function holdBack(standby: OneServer): Promise<void> {
  await standby.rows("alter system set primary_conninfo = ''");
  await standby.rows('select pg_reload_conf()');
  await until(
    () => standby.rows('select from pg_stat_wal_receiver'),
    (receivers) => receivers.length === 0,
  );
}
