import type { Queryable } from '@cartograph/kit/db';

export interface OpenedSession {
  tokenHash: Buffer;
  secret: Buffer;
  /** Concealed. */
  client: Buffer;
  days: number;
}

/** Opens a session with its first refresh token; gives when. */
export async function insertSession(tx: Queryable, customerId: string, opened: OpenedSession): Promise<Date> {
  const { tokenHash, secret, client, days } = opened;
  const [row] = await tx.query<{ createdAt: Date }>({
    name: 'customers_insert_session',
    text: `with opened as (
             insert into sessions (customer_id, secret, client, expires_at)
             values ($1, $4, $5, now() + make_interval(days => $3)) returning id, expires_at, created_at
           ), first as (
             insert into refresh_tokens (token_hash, session_id, expires_at) select $2, id, expires_at from opened
           )
           select created_at as "createdAt" from opened`,
    values: [customerId, tokenHash, days, secret, client],
  });
  if (!row) throw new Error('a session was not opened');
  return row.createdAt;
}

export interface PresentedToken {
  sessionId: string;
  customerId: string;
  /** Null: the session was opened before sessions had one. */
  secret: Buffer | null;
  /** When they signed in. */
  provedAt: Date;
  used: boolean;
  /** It was used, and not longer ago than the grace. */
  inGrace: boolean;
  /** Its session was ended, or its time is over. */
  over: boolean;
}

/** Locks the token and its session: of two exchanges at once, the second sees the first. */
export async function lockToken(tx: Queryable, tokenHash: Buffer, graceSeconds: number): Promise<PresentedToken | undefined> {
  const [row] = await tx.query<PresentedToken & Record<string, unknown>>({
    name: 'customers_lock_token',
    // The clock, not now(): whoever waited for the other exchange began before it.
    text: `select s.id as "sessionId", s.customer_id as "customerId", s.secret, s.created_at as "provedAt",
                  t.used_at is not null as used,
                  coalesce(t.used_at > clock_timestamp() - make_interval(secs => $2), false) as "inGrace",
                  s.revoked_at is not null or t.expires_at <= now() as over
           from refresh_tokens t join sessions s on s.id = t.session_id
           where t.token_hash = $1 for no key update`,
    values: [tokenHash, graceSeconds],
  });
  return row;
}

/** Has nobody gone on from this token of the session yet? */
export async function isNewestToken(tx: Queryable, sessionId: string, tokenHash: Buffer): Promise<boolean> {
  const rows = await tx.query({
    name: 'customers_is_newest_token',
    text: 'select 1 from refresh_tokens where token_hash = $2 and session_id = $1 and used_at is null',
    values: [sessionId, tokenHash],
  });
  return rows.length > 0;
}

export interface Replacement {
  oldHash: Buffer;
  newHash: Buffer;
  secret: Buffer;
  days: number;
}

/** The old token is used up, the new one takes its place, and the session lives on. */
export async function replaceToken(tx: Queryable, sessionId: string, { oldHash, newHash, secret, days }: Replacement): Promise<void> {
  await tx.query({
    name: 'customers_replace_token',
    text: `with used as (update refresh_tokens set used_at = clock_timestamp() where token_hash = $2),
           kept as (
             update sessions set secret = $5, expires_at = now() + make_interval(days => $4) where id = $1 returning id, expires_at
           )
           insert into refresh_tokens (token_hash, session_id, expires_at) select $3, id, expires_at from kept`,
    values: [sessionId, oldHash, newHash, days, secret],
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
      ), p as (
        delete from password_invitations where customer_id = any(array(
          select customer_id from password_invitations where expires_at <= now() order by customer_id limit 1000 for update skip locked)) returning 1
      ), a as (
        delete from failed_sign_ins where key = any(array(
          select key from failed_sign_ins where window_ends_at <= now() order by key limit 1000 for update skip locked))
        returning 1
      )
      select (select count(*) from s)::int + (select count(*) from t)::int + (select count(*) from a)::int
             + (select count(*) from p)::int as deleted`,
  });
  return row?.deleted ?? 0;
}
