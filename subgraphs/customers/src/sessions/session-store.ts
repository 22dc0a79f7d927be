import type { Queryable } from '@cartograph/kit/db';

/** Opens a session with its first refresh token. */
export async function insertSession(tx: Queryable, customerId: string, tokenHash: Buffer, days: number): Promise<void> {
  await tx.query({
    name: 'customers_insert_session',
    text: `with opened as (
             insert into sessions (customer_id, expires_at) values ($1, now() + make_interval(days => $3)) returning id, expires_at
           )
           insert into refresh_tokens (token_hash, session_id, expires_at) select $2, id, expires_at from opened`,
    values: [customerId, tokenHash, days],
  });
}

export interface PresentedToken {
  sessionId: string;
  customerId: string;
  used: boolean;
  /** Its session was ended, or its time is over. */
  over: boolean;
}

/** Locks the token and its session: of two exchanges at once, the second sees the first. */
export async function lockToken(tx: Queryable, tokenHash: Buffer): Promise<PresentedToken | undefined> {
  const [row] = await tx.query<PresentedToken & Record<string, unknown>>({
    name: 'customers_lock_token',
    text: `select s.id as "sessionId", s.customer_id as "customerId", t.used_at is not null as used,
                  s.revoked_at is not null or t.expires_at <= now() as over
           from refresh_tokens t join sessions s on s.id = t.session_id
           where t.token_hash = $1 for no key update`,
    values: [tokenHash],
  });
  return row;
}

/** The old token is used up, the new one takes its place, and the session lives on. */
export async function replaceToken(tx: Queryable, sessionId: string, oldHash: Buffer, newHash: Buffer, days: number): Promise<void> {
  await tx.query({
    name: 'customers_replace_token',
    text: `with used as (update refresh_tokens set used_at = now() where token_hash = $2),
           kept as (update sessions set expires_at = now() + make_interval(days => $4) where id = $1 returning id, expires_at)
           insert into refresh_tokens (token_hash, session_id, expires_at) select $3, id, expires_at from kept`,
    values: [sessionId, oldHash, newHash, days],
  });
}

/** Ends the session that a refresh token belongs to, used or not. */
export async function revokeSessionOf(db: Queryable, tokenHash: Buffer): Promise<void> {
  await db.query({
    name: 'customers_revoke_session',
    text: `update sessions set revoked_at = now()
           where id = (select session_id from refresh_tokens where token_hash = $1) and revoked_at is null`,
    values: [tokenHash],
  });
}

/** Sessions, tokens and attempts whose time is over, up to 1,000 of each; gives how many went. */
export async function deleteExpired(db: Queryable): Promise<number> {
  const [row] = await db.query<{ deleted: number }>({
    name: 'customers_delete_expired',
    text: `
      with s as (
        delete from sessions where id = any(array(
          select id from sessions where expires_at <= now() order by id limit 1000 for update skip locked)) returning 1
      ), t as (
        delete from refresh_tokens where token_hash = any(array(
          select token_hash from refresh_tokens where expires_at <= now() order by token_hash limit 1000 for update skip locked)) returning 1
      ), a as (
        delete from sign_in_attempts where email_key = any(array(
          select email_key from sign_in_attempts where window_ends_at <= now() order by email_key limit 1000 for update skip locked))
        returning 1
      )
      select (select count(*) from s)::int + (select count(*) from t)::int + (select count(*) from a)::int as deleted`,
  });
  return row?.deleted ?? 0;
}
