import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** A table of a room, as it is copied: with the columns that somebody wrote, and not those that PostgreSQL works out. */
export interface Table {
  schema: string;
  name: string;
  columns: string[];
}

export interface Sequence {
  schema: string;
  name: string;
  last: string;
}

const named = ({ schema, name }: { schema: string; name: string }): string => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
const columnsOf = ({ columns }: Table): string => columns.map((column) => pg.escapeIdentifier(column)).join(', ');
export const listed = (tables: readonly Table[]): string => tables.map(named).join(', ');

/** Text that any client and setting reads alike, and nothing that ends a copy which takes its time. */
const settings = `set datestyle = iso; set intervalstyle = postgres; set bytea_output = hex; set extra_float_digits = 1; set timezone = utc;
  set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set idle_session_timeout = 0; set transaction_timeout = 0;
  set lock_timeout = 0; set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3`;

export async function openSession(url: string, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(settings);
  return client;
}

/**
 * All that a room keeps, each table after those that its rows point to. Left out: what others made there, what migrations note, which the restore's own
 * migrations note again, and unlogged tables, which are empty after a crash and so after a restore.
 */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows: tables } = await client.query<Table & { oid: string }>(
    `select c.oid::text, nspname as schema, relname as name, array_agg(attname::text order by attnum) as columns
     from pg_class c join pg_namespace n on n.oid = relnamespace join pg_attribute on attrelid = c.oid
     where relkind = 'r' and relpersistence = 'p' and nspname not in ('information_schema', 'drizzle') and nspname !~ '^pg_'
       and attnum > 0 and not attisdropped and attgenerated = ''
       and relowner = (select relowner from pg_class where relnamespace = to_regnamespace('drizzle') and relkind = 'r' limit 1)
     group by c.oid, nspname, relname order by nspname, relname`,
  );
  const { rows: pointers } = await client.query<{ from: string; to: string }>(
    `select conrelid::oid::text as from, confrelid::oid::text as to from pg_constraint where contype = 'f'`,
  );
  const sorted: typeof tables = [];
  for (let left = tables; left.length > 0; ) {
    const waits = ({ oid }: { oid: string }): boolean =>
      pointers.some(({ from, to }) => from === oid && to !== oid && left.some((other) => other.oid === to));
    const next = left.filter((table) => !waits(table));
    if (next.length === 0) throw new Error(`tables point to each other in a circle: ${left.map(({ name }) => name).join(', ')}`);
    sorted.push(...next);
    left = left.filter(waits);
  }
  return sorted.map(({ schema, name, columns }) => ({ schema, name, columns }));
}

export async function readSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select schemaname as schema, sequencename as name, coalesce(last_value, start_value - 1)::text as last from pg_sequences
     where schemaname <> 'drizzle' order by 1, 2`,
  );
  return rows;
}

/** The rows of a table, as text. */
export const copyOut = (client: pg.Client, table: Table): NodeJS.ReadableStream =>
  client.query(copyTo(`copy ${named(table)} (${columnsOf(table)}) to stdout`));

/** Fills a room's tables in one transaction: they are as they were, or empty. Triggers that would write beside what is copied are off meanwhile. */
export async function fillTables(
  client: pg.Client,
  tables: readonly Table[],
  read: (table: Table) => NodeJS.ReadableStream,
  sequences: readonly Sequence[],
): Promise<void> {
  const triggers = async (how: 'disable' | 'enable'): Promise<void> => {
    for (const table of tables) await client.query(`alter table ${named(table)} ${how} trigger user`);
  };
  await client.query('begin');
  await triggers('disable');
  // What migrations brought along is in the copy as well.
  if (tables.length > 0) await client.query(`truncate ${listed(tables)}`);
  for (const table of tables) await pipeline(read(table), client.query(copyFrom(`copy ${named(table)} (${columnsOf(table)}) from stdin`)));
  // One that gave nothing yet has its least value ahead of it.
  for (const sequence of sequences)
    await client.query(
      `select setval(seqrelid, greatest($2::bigint, seqmin), $2::bigint >= seqmin) from pg_sequence where seqrelid = $1::regclass`,
      [named(sequence), sequence.last],
    );
  await triggers('enable');
  await client.query('commit');
  await client.query('analyze');
}
