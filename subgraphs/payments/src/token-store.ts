import type { Queryable } from '@cartograph/kit/db';

/**
 * Looks at the next `limit` payments after this one, by id, and forgets the tokens of those that are decided: how many, and the last that
 * was looked at; undefined at the end. However many there are, no statement is long.
 */
export async function forgetTokensAfter(
  db: Queryable,
  after: string,
  limit: number,
): Promise<{ forgotten: number; last: string } | undefined> {
  const [found] = await db.query<{ forgotten: number; last: string | null }>({
    name: 'payments_forget_tokens',
    text: `with looked as materialized (
             select id, token is not null and state not in ('AUTHORIZING', 'UNKNOWN', 'CHALLENGED') as holds from payments where id > $1 order by id limit $2
           ), done as (update payments set token = null where id = any(array(select id from looked where holds)))
           select count(*) filter (where holds)::int as forgotten, (select id from looked order by id desc limit 1) as last from looked`,
    values: [after, limit],
  });
  return found?.last == null ? undefined : { forgotten: found.forgotten, last: found.last };
}
