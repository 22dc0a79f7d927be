import pg from 'pg';

export interface BaseBackup {
  /** First segment of the log that belongs to it. */
  first: string;
  /** After the files were copied: what the server wants to find beside them, and the last segment of the log. */
  finish(): Promise<{ label: string; last: string }>;
  close(): Promise<void>;
}

/** PostgreSQL's own backup: from here on its files may be copied while it works on them. Its log is kept until `close`. */
export async function beginBaseBackup(url: string): Promise<BaseBackup> {
  const client = new pg.Client({ connectionString: url, application_name: 'backup' });
  client.on('error', () => undefined);
  await client.connect();
  const close = async (): Promise<void> => {
    await client.end().catch(() => undefined);
  };
  const one = async (sql: string): Promise<Record<string, string>> => (await client.query<Record<string, string>>(sql)).rows[0] ?? {};
  try {
    await one("select pg_create_physical_replication_slot('cartograph_backup_' || pg_backend_pid(), true, true)");
    const { first = '' } = await one("select pg_walfile_name(pg_backup_start('cartograph', fast => true)) as first");
    const finish: BaseBackup['finish'] = async () => {
      const { label = '', last = '' } = await one(
        'select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(wait_for_archive => false)',
      );
      return { label, last };
    };
    return { first, finish, close };
  } catch (error) {
    await close();
    throw error;
  }
}
