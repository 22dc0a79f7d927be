import { join } from 'node:path';
import { type PostgresServer, startPostgres } from '@cartograph/postgres/start-postgres';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { killPostgres, makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { until } from '../support/until.ts';

/** A server of one's own that is slow to write what nobody waits for, gone with the test. */
export async function openCrashingServer() {
  const folder = makeDataFolder();
  onTestFinished(() => removeDataFolder(folder));
  const start = (port?: number): Promise<PostgresServer> =>
    startPostgres({
      dataDir: join(folder, 'postgres'),
      password: 'test',
      settings: ['wal_writer_delay=10s', 'wal_writer_flush_after=1GB'],
      ...(port === undefined ? {} : { port }),
    });
  const { url, port } = await start();
  const run = async (...statements: string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end().catch(() => undefined);
  };
  return {
    url,
    run,
    /** kill -9 of all its processes, then a start on what was on the disk. */
    crash: async (): Promise<void> => {
      killPostgres(folder);
      await until(() => start(port).catch(() => undefined), Boolean, 120_000);
    },
  };
}

/** Who may switch off waiting for commits, and how: of one role, in one database, on the whole server. */
export const switches: [where: string, statements: (database: string, role: string) => string[]][] = [
  ['by role', (_database, role) => [`alter role ${role} set synchronous_commit = off`]],
  ['by role and database', (database, role) => [`alter role ${role} in database ${database} set synchronous_commit = off`]],
  ['by database', (database) => [`alter database ${database} set synchronous_commit = off`]],
  ['by server', () => ['alter system set synchronous_commit = off', 'select pg_reload_conf()']],
];
