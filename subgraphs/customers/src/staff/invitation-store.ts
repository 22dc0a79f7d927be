import type { Queryable } from '@cartograph/kit/db';

/** The one open invitation of an account: an earlier one is void. Gives until when it is good. */
export async function putInvitation(tx: Queryable, customerId: string, tokenHash: Buffer, days: number): Promise<Date> {
  const [row] = await tx.query<{ expiresAt: Date }>({
    name: 'customers_put_invitation',
    text: `insert into password_invitations (customer_id, token_hash, expires_at) values ($1, $2, now() + make_interval(days => $3))
           on conflict (customer_id) do update
             set token_hash = excluded.token_hash, expires_at = excluded.expires_at, created_at = excluded.created_at
           returning expires_at as "expiresAt"`,
    values: [customerId, tokenHash, days],
  });
  if (!row) throw new Error('an invitation was not kept');
  return row.expiresAt;
}

/** Is it one, before a password is hashed for it? */
export async function isInvitation(db: Queryable, tokenHash: Buffer): Promise<boolean> {
  const rows = await db.query({
    name: 'customers_is_invitation',
    text: 'select 1 from password_invitations where token_hash = $1 and expires_at > now()',
    values: [tokenHash],
  });
  return rows.length > 0;
}

/** Nobody may choose the password of this account by one any more. */
export async function deleteInvitation(tx: Queryable, customerId: string): Promise<void> {
  await tx.query({
    name: 'customers_delete_invitation',
    text: 'delete from password_invitations where customer_id = $1',
    values: [customerId],
  });
}

/** Uses it up, once, and sets the password of its account; gives whose, or undefined for one that is used, too old, or of a disabled account. */
export async function redeemInvitation(tx: Queryable, tokenHash: Buffer, passwordHash: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>({
    name: 'customers_redeem_invitation',
    text: `with used as (delete from password_invitations where token_hash = $1 and expires_at > now() returning customer_id)
           update customers set password_hash = $2
           where id = (select customer_id from used) and disabled_at is null returning id`,
    values: [tokenHash, passwordHash],
  });
  return row?.id;
}
