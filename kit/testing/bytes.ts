import pg from 'pg';

/** What a shop's databases take on one server, in bytes. */
export interface Bytes {
  /** Rows, and the values that are too long for them. */
  tables: number;
  indexes: number;
  /** Written to the log since the server was made, by whatever is on it. */
  wal: number;
}

export async function readBytes(databases: Readonly<Record<string, string>>): Promise<Bytes> {
  const all = await Promise.all(Object.values(databases).map(readOne));
  return {
    tables: all.reduce((sum, { tables }) => sum + tables, 0),
    indexes: all.reduce((sum, { indexes }) => sum + indexes, 0),
    wal: Math.max(...all.map(({ wal }) => wal)),
  };
}

async function readOne(url: string): Promise<Bytes> {
  const client = new pg.Client({ connectionString: url, application_name: 'bytes' });
  await client.connect();
  try {
    const { rows } = await client.query<Bytes>(`
      select sum(pg_table_size(oid))::float8 as tables, sum(pg_indexes_size(oid))::float8 as indexes,
             (pg_current_wal_insert_lsn() - '0/0')::float8 as wal
      from pg_class where relkind = 'r' and relpersistence = 'p'
        and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'drizzle', 'bench')`);
    if (!rows[0]) throw new Error('a database tells no sizes');
    return rows[0];
  } finally {
    await client.end();
  }
}

/**
 * What each of `orders` orders adds, placed by `place`, which waits for their end. Of three rounds the least log: after a checkpoint
 * PostgreSQL writes whole pages, once each, and when one comes is not the orders' doing.
 */
export async function bytesAnOrder(
  databases: Readonly<Record<string, string>>,
  orders: number,
  place: (orders: number) => Promise<void>,
): Promise<Bytes> {
  const rounds = 3;
  const first = await readBytes(databases);
  let before = first;
  let wal = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    await place(orders);
    const after = await readBytes(databases);
    wal = Math.min(wal, after.wal - before.wal);
    before = after;
  }
  const all = orders * rounds;
  return { tables: (before.tables - first.tables) / all, indexes: (before.indexes - first.indexes) / all, wal: wal / orders };
}
