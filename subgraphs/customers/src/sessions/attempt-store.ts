import type { Queryable } from '@cartograph/kit/db';

export interface Attempts {
  /** In this window, the one just booked included. */
  failures: number;
  /** Until the window ends. */
  leftMs: number;
}

/**
 * Books an attempt as failed before its password is looked at, so that many attempts at once, on any number of replicas, are counted
 * each. Addresses are counted whether they have an account or not.
 */
export async function bookAttempt(db: Queryable, email: string, windowMinutes: number): Promise<Attempts> {
  const [row] = await db.query<Attempts & Record<string, unknown>>({
    name: 'customers_book_attempt',
    text: `
      insert into sign_in_attempts as a (email_key, failures, window_ends_at)
      values (lower($1), 1, clock_timestamp() + make_interval(mins => $2))
      on conflict (email_key) do update set
        failures = case when a.window_ends_at <= clock_timestamp() then 1 else least(a.failures + 1, 1000000) end,
        window_ends_at = case when a.window_ends_at <= clock_timestamp() then excluded.window_ends_at else a.window_ends_at end
      returning failures, ceil(extract(epoch from window_ends_at - clock_timestamp()) * 1000)::int as "leftMs"`,
    values: [email, windowMinutes],
  });
  if (!row) throw new Error('an attempt was not booked');
  return row;
}

/** The right password: earlier failures were its owner's. */
export async function forgetAttempts(db: Queryable, email: string): Promise<void> {
  await db.query({
    name: 'customers_forget_attempts',
    text: 'delete from sign_in_attempts where email_key = lower($1)',
    values: [email],
  });
}
