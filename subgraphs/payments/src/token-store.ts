import type { Queryable } from '@cartograph/kit/db';

/** The next `limit` decided payments after this one, by id, that still hold a token: without it from now on. In the order of their ids. */
export async function forgetTokensAfter(db: Queryable, after: string, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>({
    name: 'payments_forget_tokens',
    text: `with found as materialized (
             select id from payments where id > $1 and token is not null and state not in ('AUTHORIZING', 'UNKNOWN', 'CHALLENGED')
             order by id limit $2
           ), forgotten as (update payments set token = null where id = any(array(select id from found)))
           select id from found order by id`,
    values: [after, limit],
  });
  return rows.map(({ id }) => id);
}
