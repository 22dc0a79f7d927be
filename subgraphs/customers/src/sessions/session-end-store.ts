import type { Queryable } from '@cartograph/kit/db';

/** Ends the session that a refresh token belongs to, used or not. */
export async function revokeSessionOf(db: Queryable, tokenHash: Buffer): Promise<void> {
  await db.query({
    name: 'customers_revoke_session',
    text: `update sessions set revoked_at = now()
           where id = (select session_id from refresh_tokens where token_hash = $1) and revoked_at is null`,
    values: [tokenHash],
  });
}

/** Whose session a refresh token is of, used, ended or not. */
export async function findOwner(db: Queryable, tokenHash: Buffer): Promise<string | undefined> {
  const [row] = await db.query<{ customerId: string }>({
    name: 'customers_find_owner',
    text: `select customer_id as "customerId" from sessions
           where id = (select session_id from refresh_tokens where token_hash = $1)`,
    values: [tokenHash],
  });
  return row?.customerId;
}

/** Ends every session of a customer. */
export async function revokeSessions(db: Queryable, customerId: string): Promise<void> {
  await db.query({
    name: 'customers_revoke_sessions',
    text: 'update sessions set revoked_at = now() where customer_id = $1 and revoked_at is null',
    values: [customerId],
  });
}

/** Ends one session of a customer; false when it is none of theirs. One that has ended stays so. */
export async function revokeOwnSession(db: Queryable, customerId: string, sessionId: string): Promise<boolean> {
  const rows = await db.query({
    name: 'customers_revoke_own_session',
    text: 'update sessions set revoked_at = coalesce(revoked_at, now()) where id = $1 and customer_id = $2 returning id',
    values: [sessionId, customerId],
  });
  return rows.length > 0;
}
