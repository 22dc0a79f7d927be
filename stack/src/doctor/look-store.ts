import pg from 'pg';

/** A session on one room's database, for looking alone. */
export interface Look {
  rows<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** What PostgreSQL says of a statement that failed, in one line; a relation that it knows by its file is called by its name. */
  why(error: unknown): Promise<string>;
  close(): Promise<void>;
}

const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? (text: string) => BigInt(text) : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

const deadlineMs = 300_000;

/** One connection a room, one processor a statement, nothing compiled: the shop goes on beside it. */
export async function openLook(url: string): Promise<Look> {
  const client = new pg.Client({
    connectionString: url,
    types,
    application_name: 'doctor',
    connectionTimeoutMillis: 5_000,
    statement_timeout: deadlineMs,
    query_timeout: deadlineMs + 5_000,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(
    `set max_parallel_workers_per_gather = 0; set jit = off; set work_mem = '32MB'; set default_transaction_read_only = on`,
  );
  const rows: Look['rows'] = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await client.query<Row>(text, values)).rows;
  return { rows, why: (error) => inWords(error, rows), close: () => client.end().catch(() => undefined) };
}

async function inWords(error: unknown, rows: Look['rows']): Promise<string> {
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  const file = /\bbase\/\d+\/(\d+)\b/.exec(said)?.[1];
  if (file === undefined) return said || 'it does not say why';
  const text = `select coalesce(owner.relname || ' (its long values)', c.relname) as name
                from pg_class c left join pg_class owner on owner.reltoastrelid = c.oid where c.oid = pg_filenode_relation(0, $1)`;
  const [relation] = await rows<{ name: string }>(text, [file]).catch(() => []);
  return relation ? `${said}, which is ${relation.name}` : said;
}

/** Every table of a room, also those that no claim is about. */
export const tablesOf = (look: Look): Promise<{ name: string }[]> =>
  look.rows(`select oid::regclass::text as name from pg_class
             where relkind = 'r' and relpersistence = 'p' and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
             order by relname`);

/** Reads each page of a table, whose checksums are looked at by that: `xmin` is in no index. `table` comes from `tablesOf`, quoted. */
export async function readTable(look: Look, table: string): Promise<void> {
  await look.rows(`select count(xmin) from ${table}`);
}

/** Which server it is, and whether its pages have checksums. */
export async function serverOf(look: Look): Promise<{ identifier: bigint; checksums: boolean }> {
  const [server] = await look.rows<{ identifier: bigint; checksums: boolean }>(
    `select system_identifier as identifier, current_setting('data_checksums') = 'on' as checksums from pg_control_system()`,
  );
  if (!server) throw new Error('the server does not say which it is');
  return server;
}

/** All that a database keeps in files of its own, seen from the cluster: tables, indexes, sequences, long values. */
export const storedIn = (look: Look): Promise<{ name: string; path: string }[]> =>
  look.rows(`select coalesce(owner.relname || ' (its long values)', c.relname) as name, pg_relation_filepath(c.oid) as path
             from pg_class c left join pg_class owner on owner.oid = (select o.oid from pg_class o where o.reltoastrelid = c.oid)
             where c.relpersistence = 'p' and not c.relisshared and pg_relation_filepath(c.oid) is not null order by c.relname`);

/** A page of a reading (`RoomChecks.readings`) in the order of its keys, and the rows of given keys. */
export const pageOf = (reading: string): string => `select * from (${reading}) r where placement_id > $1 order by placement_id limit $2`;
export const theseOf = (reading: string): string => `select * from (${reading}) r where placement_id = any($1::uuid[])`;
