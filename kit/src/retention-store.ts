import type { Queryable } from './db.ts';

/** What one statement looks at: some rows after `after`, in the order of their keys. */
export interface Portion {
  after: string;
  limit: number;
}

export interface Forgotten {
  /** Rows that are gone, or shorter. */
  rows: number;
  /** The last key that was looked at; null: there is nothing more that is old enough. */
  last: string | null;
}

const first = '00000000-0000-0000-0000-000000000000';

/**
 * The turn of a kind, for `seconds`: where it goes on; undefined while another process has it or it was had within the hour. Once a day it
 * begins anew, for what was not old enough when it was passed.
 */
export async function takeTurn(db: Queryable, kind: string, worker: string, seconds: number): Promise<string | undefined> {
  const [row] = await db.query<{ position: string }>({
    name: 'kit_retention_take',
    text: `insert into retention_turns as t (kind, worker, taken_until) values ($1, $2, now() + $3 * interval '1 second')
           on conflict (kind) do update set worker = $2, taken_until = excluded.taken_until,
             position = case when t.begun_at > now() - interval '1 day' then t.position end,
             begun_at = case when t.begun_at > now() - interval '1 day' then t.begun_at else now() end
           where t.taken_until < now()
           returning coalesce(position, '${first}') as position`,
    values: [kind, worker, seconds],
  });
  return row?.position;
}

/** False when the turn is another's by now. */
export async function keepTurn(db: Queryable, kind: string, worker: string, seconds: number, position: string): Promise<boolean> {
  const rows = await db.query({
    name: 'kit_retention_keep',
    text: `update retention_turns set taken_until = now() + $3 * interval '1 second', position = $4 where kind = $1 and worker = $2 returning 1`,
    values: [kind, worker, seconds, position],
  });
  return rows.length === 1;
}

export async function endTurn(db: Queryable, kind: string, worker: string, seconds: number): Promise<void> {
  await db.query({
    name: 'kit_retention_end',
    text: `update retention_turns set taken_until = now() + $3 * interval '1 second' where kind = $1 and worker = $2`,
    values: [kind, worker, seconds],
  });
}

export interface ForgottenRows {
  /** Names the statement, once a room. */
  name: string;
  table: string;
  /** A UUID: rows are looked at in its order, up to those that are too young where it is a UUIDv7, that the row was made with. */
  key: string;
  /** It tells no time: all rows are looked at. */
  timeless?: true;
  days: number;
  /** CTEs that do something with the rows of `looked`; `gone` has a row for each that is forgotten. Days are `$2`. */
  parts: string;
  /** Of `$4` and so on in `parts`. */
  values?: () => Promise<unknown[]>;
}

/** One statement of a `Forgetting`, for tables whose key tells when a row was made: no index is needed but the primary key's. */
export const forgetRows =
  (db: Queryable, { name, table, key, timeless, days, parts, values }: ForgottenRows) =>
  async ({ after, limit }: Portion): Promise<Forgotten> => {
    const [row] = await db.query<{ rows: number; looked: number; last: string | null }>({
      name: `forget_${name}`,
      text: `with looked as (select ${key} as id from ${table} where ${key} > $1 and ${timeless ? '$2::int is not null' : `${key} <= ${madeBefore('$2')}`} order by ${key} limit $3),
             ${parts}
             select (select count(*) from gone)::int as rows, (select count(*) from looked)::int as looked,
                    (select id::text from looked order by id desc limit 1) as last`,
      values: [after, days, limit, ...((await values?.()) ?? [])],
    });
    return { rows: row?.rows ?? 0, last: row && row.looked === limit ? row.last : null };
  };

/** SQL of the greatest UUIDv7 that was made so many days ago. */
const madeBefore = (days: string): string =>
  `(lpad(to_hex(greatest(0, extract(epoch from now() - ${days} * interval '1 day') * 1000)::bigint), 12, '0') || '7fffbfffffffffffffff')::uuid`;
