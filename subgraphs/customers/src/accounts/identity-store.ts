import type { Queryable } from '@cartograph/kit/db';

export interface Nameless {
  id: string;
  email: string;
  /** Microseconds since 1970, as text: a place in the order of age. */
  age: string;
}

export interface Identity {
  id: string;
  identity: string;
}

/** The next accounts without an identity, oldest first, after the one given. */
export async function loadNameless(db: Queryable, after: Nameless | undefined, limit: number): Promise<Nameless[]> {
  return db.query<Nameless & Record<string, unknown>>({
    name: 'customers_load_without_identity',
    text: `select id, email, (extract(epoch from created_at) * 1000000)::bigint::text as age from customers
           where email_identity is null
             and (created_at, id) > (to_timestamp(0) + $1::bigint * interval '1 microsecond', $2::uuid)
           order by created_at, id limit $3`,
    values: [after?.age ?? '-62135596800000000', after?.id ?? '00000000-0000-0000-0000-000000000000', limit],
  });
}

/** Those whose identity no account has get theirs. Of each identity one may be given. */
export async function giveIdentities(db: Queryable, identities: readonly Identity[]): Promise<void> {
  await db.query({
    name: 'customers_give_identities',
    text: `update customers c set email_identity = t.identity
           from jsonb_to_recordset($1) as t(id uuid, identity text)
           where c.id = t.id and c.email_identity is null
             and not exists (select from customers o where o.email_identity = t.identity)`,
    values: [JSON.stringify(identities)],
  });
}
