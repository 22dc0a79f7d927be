import type { Queryable } from '@cartograph/kit/db';

export interface KnownAddition {
  inputHash: string;
  cartId: string;
}

/** What a key was used for, in the first of the scopes that knows it. */
export async function findAddition(db: Queryable, scopes: readonly string[], key: string): Promise<KnownAddition | undefined> {
  const [found] = await db.query<KnownAddition & Record<string, unknown>>({
    name: 'cart_addition_by_key',
    text: `select input_hash as "inputHash", cart_id as "cartId" from cart_additions
           where scope = any($1::text[]) and idempotency_key = $2 order by array_position($1::text[], scope) limit 1`,
    values: [scopes, key],
  });
  return found;
}

/** False when the key is taken: whoever takes it at once is waited for. */
export async function insertAddition(tx: Queryable, scope: string, key: string, { inputHash, cartId }: KnownAddition): Promise<boolean> {
  const rows = await tx.query({
    name: 'cart_addition_insert',
    text: `insert into cart_additions (scope, idempotency_key, input_hash, cart_id) values ($1, $2, $3, $4)
           on conflict do nothing returning 1`,
    values: [scope, key, inputHash, cartId],
  });
  return rows.length === 1;
}

/** Some of those that are older than a week; gives how many. */
export async function deleteOldAdditions(db: Queryable): Promise<number> {
  const rows = await db.query({
    name: 'cart_additions_prune',
    text: `delete from cart_additions where (scope, idempotency_key) in (
             select scope, idempotency_key from cart_additions where created_at < now() - interval '7 days' order by created_at limit 1000)
           returning 1`,
  });
  return rows.length;
}
