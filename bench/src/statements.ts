import type pg from 'pg';

/** Whose databases: of the floor and the transaction, of the rooms in one process, of the rooms in processes. */
export type Owner = 'bench' | 'cartograph' | 'process';

/** Counts at once, unlike the statistics views, which lag by seconds. Only what clients ask: not what a function does inside. */
export const statementSettings = ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track=top'];

/** The bench's own statements in the rooms' databases are the superuser's. */
const of = `from pg_stat_statements($2) s join pg_database d on d.oid = s.dbid join pg_roles r on r.oid = s.userid
  where s.toplevel and split_part(d.datname, '_', 1) = $1 and (d.datname = 'bench' or r.rolname <> 'postgres')`;

export async function countStatements(db: pg.Client, owner: Owner): Promise<number> {
  const { rows } = await db.query<{ calls: number }>(`select coalesce(sum(s.calls), 0)::float8 as calls ${of}`, [owner, false]);
  return rows[0]?.calls ?? 0;
}

export interface StatementTime {
  database: string;
  text: string;
  calls: number;
  ms: number;
}

/** All since the last `forgetStatements`, the longest first. */
export async function timeStatements(db: pg.Client, owner: Owner): Promise<StatementTime[]> {
  const { rows } = await db.query<StatementTime>(
    `select d.datname as database, s.query as text, s.calls::float8 as calls, s.total_exec_time as ms ${of} and s.calls > 0 order by ms desc`,
    [owner, true],
  );
  return rows;
}

export const forgetStatements = (db: pg.Client): Promise<unknown> => db.query('select pg_stat_statements_reset()');
