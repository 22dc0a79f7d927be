import type { Queryable } from '@cartograph/kit/db';
import { type Attempts, attemptsWindowMinutes, maxOfClient, maxOfPair } from '#sessions/rules/attempts';

/** Under which an attempt is counted; of 32 bytes each. */
export interface AttemptKeys {
  pair: Buffer;
  client: Buffer;
  account: Buffer;
}

/**
 * Books an attempt as failed before its password is looked at, so that many attempts at once, on any number of replicas, are counted each.
 * Addresses are counted whether they have an account or not. What is refused anyhow is booked no further: a closed client makes no rows
 * and a closed pair does not close its client. Rows are locked in one order, so that no two bookings wait for each other.
 */
export async function bookAttempt(db: Queryable, keys: AttemptKeys, known: boolean): Promise<Attempts> {
  const [row] = await db.query<Omit<Attempts, 'known'> & Record<string, unknown>>({
    name: 'customers_book_attempt',
    text: `
      with closed as (
        select ceil(extract(epoch from window_ends_at - clock_timestamp()) * 1000)::int as "left" from failed_sign_ins
        where key = $2 and window_ends_at > clock_timestamp() and failures > $5 and not $4
      ), pair as (
        insert into failed_sign_ins as f (key, failures, window_ends_at)
        select $1, 1, clock_timestamp() + make_interval(mins => $7) where not exists (select 1 from closed)
        on conflict (key) do update set ${again} returning failures, window_ends_at
      ), client as (
        insert into failed_sign_ins as f (key, failures, window_ends_at)
        select $2, 1, clock_timestamp() + make_interval(mins => $7) from pair where failures <= $6
        on conflict (key) do update set ${again} returning failures, window_ends_at
      ), account as (
        insert into failed_sign_ins as f (key, failures, window_ends_at)
        select $3, 1, clock_timestamp() + make_interval(mins => $7) from client where failures <= $5 and not $4
        on conflict (key) do update set ${again} returning failures
      )
      select (select failures from pair) as pair, (select failures from client) as client, (select failures from account) as account,
             coalesce((select ceil(extract(epoch from window_ends_at - clock_timestamp()) * 1000)::int from pair), 0) as "pairLeftMs",
             coalesce((select "left" from closed),
               (select ceil(extract(epoch from window_ends_at - clock_timestamp()) * 1000)::int from client), 0) as "clientLeftMs"`,
    values: [keys.pair, keys.client, keys.account, known, maxOfClient, maxOfPair, attemptsWindowMinutes],
  });
  if (!row) throw new Error('an attempt was not booked');
  return { ...row, known };
}

/** A window that is over begins anew. */
const again = `
  failures = case when f.window_ends_at <= clock_timestamp() then 1 else least(f.failures + 1, 1000000) end,
  window_ends_at = case when f.window_ends_at <= clock_timestamp() then excluded.window_ends_at else f.window_ends_at end`;

/** The right password: earlier failures of the pair were its owner's, and this attempt was none. Locks in the order of booking. */
export async function forgiveAttempt(db: Queryable, { pair, client, account }: AttemptKeys, known: boolean): Promise<void> {
  await db.query({
    name: 'customers_forgive_attempt',
    text: `
      with pair as (delete from failed_sign_ins where key = $1 returning 1),
           client as (
             update failed_sign_ins set failures = greatest(failures - 1, 0) where key = $2 and (select count(*) from pair) >= 0 returning 1
           )
      update failed_sign_ins set failures = greatest(failures - 1, 0) where key = $3 and not $4 and (select count(*) from client) >= 0`,
    values: [pair, client, account, known],
  });
}
