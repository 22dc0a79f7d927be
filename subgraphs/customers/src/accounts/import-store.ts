import type { Queryable } from '@cartograph/kit/db';
import type { PostalAddress } from '@cartograph/kit/people/address';
import type { Customer } from '#accounts/rules/customer';

export type ImportedRow = Pick<Customer, 'id' | 'email' | 'name' | 'roles' | 'createdAt'> & {
  identity: string;
  passwordHash: string | null;
};
export type ImportedAddress = PostalAddress & { id: string; customerId: string; createdAt: Date };

/**
 * Opens accounts or brings them up to date; a missing password hash leaves the one that is there, and so do
 * roles: nobody becomes or stops being of the staff by an import. Of accounts that meet under one e-mail
 * identity, here or with those that are there, one has it. Gives the ids of new ones.
 */
export async function upsertCustomers(tx: Queryable, rows: readonly ImportedRow[]): Promise<string[]> {
  const found = await tx.query<{ id: string }>({
    name: 'customers_upsert_customers',
    text: `
      with given as (
        select *, row_number() over (partition by identity order by "createdAt", id) as place
        from jsonb_to_recordset($1)
          as t(id uuid, email text, identity text, name text, roles text[], "passwordHash" text, "createdAt" timestamptz)
      ), saved as (
        insert into customers as c (id, email, email_identity, name, roles, password_hash, created_at)
        select id, email,
               case when place = 1 and not exists (select from customers o where o.email_identity = g.identity and o.id <> g.id)
                 then identity end,
               name, roles, "passwordHash", "createdAt"
        from given g
        order by id
        on conflict (id) do update set email = excluded.email, email_identity = excluded.email_identity,
          name = excluded.name,
          password_hash = coalesce(excluded.password_hash, c.password_hash), created_at = excluded.created_at
        returning id
      ), opened as (
        insert into loyalty_accounts (customer_id) select id from saved order by id on conflict do nothing returning customer_id
      )
      select customer_id as id from opened`,
    values: [JSON.stringify(rows)],
  });
  return found.map(({ id }) => id);
}

export async function upsertAddresses(tx: Queryable, addresses: readonly ImportedAddress[]): Promise<void> {
  await tx.query({
    name: 'customers_upsert_addresses',
    text: `
      insert into addresses (id, customer_id, name, company, line1, line2, city, region, postal_code, country, phone, created_at)
      select id, "customerId", name, company, line1, line2, city, region, "postalCode", country, phone, "createdAt"
      from jsonb_to_recordset($1) as t(id uuid, "customerId" uuid, name text, company text, line1 text, line2 text, city text,
                                       region text, "postalCode" text, country text, phone text, "createdAt" timestamptz)
      order by id
      on conflict (id) do update set name = excluded.name, company = excluded.company, line1 = excluded.line1, line2 = excluded.line2, city = excluded.city,
        region = excluded.region, postal_code = excluded.postal_code, country = excluded.country, phone = excluded.phone
      where addresses.customer_id = excluded.customer_id`,
    values: [JSON.stringify(addresses)],
  });
}
