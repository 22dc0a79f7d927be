import pg from 'pg';

/**
 * One request of naive code: a transaction of PostgreSQL's default isolation, as frameworks open it. Each statement sees what others
 * have committed, and nothing keeps them from changing it before the next.
 */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const tx = await pool.connect();
  try {
    await tx.query('begin');
    const result = await work(tx);
    await tx.query('commit');
    return result;
  } catch (error) {
    await tx.query('rollback');
    throw error;
  } finally {
    tx.release();
  }
}

/** Keeps its connections; one that the server ends as it stops is no fault of anybody. */
export function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, idleTimeoutMillis: 0 });
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A new table of the round's own, already quoted. */
export async function makeTable(pool: pg.Pool, name: string, columns: string): Promise<string> {
  const table = pg.escapeIdentifier(name);
  await pool.query(`create table ${table} (${columns})`);
  return table;
}

/** The one number that the query gives. */
export async function readNumber(client: pg.Pool | pg.PoolClient, text: string, values: unknown[] = []): Promise<number> {
  const { rows } = await client.query<{ number: number }>(`select (${text})::int as number`, values);
  return rows[0]?.number ?? Number.NaN;
}
