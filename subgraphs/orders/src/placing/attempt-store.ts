import type { Database, Queryable } from '@cartograph/kit/db';
import type { Counted, SharedCounts } from '#placing/count-attempts';

const counted = `key, count, ceil(extract(epoch from window_ends_at - clock_timestamp()) * 1000)::int as "leftMs"`;

/** Rows are locked in the order of their keys, so that two processes that note the same wait for each other once. */
export const sharedCounts = (db: Database): SharedCounts => ({
  add: (noted, windowMs) =>
    db.query<Counted & Record<string, unknown>>({
      name: 'payer_attempts_add',
      text: `
        insert into payer_attempts as a (key, count, window_ends_at)
        select key, n, clock_timestamp() + $3 * interval '1 millisecond' from unnest($1::text[], $2::int[]) as noted(key, n) order by key
        on conflict (key) do update set
          count = case when a.window_ends_at <= clock_timestamp() then excluded.count else least(a.count + excluded.count, 1000000) end,
          window_ends_at = case when a.window_ends_at <= clock_timestamp() then excluded.window_ends_at else a.window_ends_at end
        returning ${counted}`,
      values: [[...noted.keys()], [...noted.values()], windowMs],
    }),
  closed: (kind, max) =>
    db.query<Counted & Record<string, unknown>>({
      name: 'payer_attempts_closed',
      text: `select ${counted} from payer_attempts where window_ends_at > clock_timestamp() and count >= $2 and starts_with(key, $1)
             order by window_ends_at desc limit 10000`,
      values: [`${kind} `, max],
    }),
});

/** Some of those whose time is over; gives how many. */
export async function deleteOldAttempts(db: Queryable): Promise<number> {
  const rows = await db.query({
    name: 'payer_attempts_prune',
    text: `delete from payer_attempts where key in (
             select key from payer_attempts where window_ends_at < now() order by window_ends_at limit 1000) and window_ends_at < now()
           returning 1`,
  });
  return rows.length;
}
