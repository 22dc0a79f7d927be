import type { Queryable } from '@cartograph/kit/db';
import { forgotten } from '#placing/decision-store';

/** The next `limit` decided placements after this one, by id, that still hold a token: without it from now on. In the order of their ids. */
export async function forgetTokensAfter(db: Queryable, after: string, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>({
    name: 'placements_forget_tokens',
    text: `with found as materialized (
             select id from placements where id > $1 and request ? 'paymentToken' and state <> 'pending' order by id limit $2
           ), done as (update placements set request = ${forgotten} where id = any(array(select id from found)))
           select id from found order by id`,
    values: [after, limit],
  });
  return rows.map(({ id }) => id);
}
