import type { Queryable } from '@cartograph/kit/db';
import type { Address } from '#accounts/rules/address';
import type { Customer } from '#accounts/rules/customer';

export type ImportedRow = Customer & { passwordHash: string | null };

/** Opens accounts or brings them up to date; a missing password hash leaves the one that is there. Gives the ids of new ones. */
export async function upsertCustomers(tx: Queryable, rows: readonly ImportedRow[]): Promise<string[]> {
  const found = await tx.query<{ id: string }>({
    name: 'customers_upsert_customers',
    text: `
      with saved as (
        insert into customers as c (id, email, name, roles, password_hash, created_at)
        select id, email, name, roles, "passwordHash", "createdAt"
        from jsonb_to_recordset($1) as t(id uuid, email text, name text, roles text[], "passwordHash" text, "createdAt" timestamptz)
        order by id
        on conflict (id) do update set email = excluded.email, name = excluded.name, roles = excluded.roles,
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

export async function upsertAddresses(tx: Queryable, addresses: readonly (Address & { createdAt: Date })[]): Promise<void> {
  await tx.query({
    name: 'customers_upsert_addresses',
    text: `
      insert into addresses (id, customer_id, name, line1, line2, city, region, postal_code, country, created_at)
      select id, "customerId", name, line1, line2, city, region, "postalCode", country, "createdAt"
      from jsonb_to_recordset($1) as t(id uuid, "customerId" uuid, name text, line1 text, line2 text, city text, region text,
                                       "postalCode" text, country text, "createdAt" timestamptz)
      order by id
      on conflict (id) do update set name = excluded.name, line1 = excluded.line1, line2 = excluded.line2, city = excluded.city,
        region = excluded.region, postal_code = excluded.postal_code, country = excluded.country
      where addresses.customer_id = excluded.customer_id`,
    values: [JSON.stringify(addresses)],
  });
}
