import type { Queryable } from '@cartograph/kit/db';
import type { Account, KeptAddress } from '#exchange/rules/customer-row';

// Each statement takes all accounts of a batch. None of them names roles or passwords: no file gives or takes any.

/** New accounts with empty points and no password; those in groups have an event. A second one of an e-mail address is a fault of the index. */
export async function insertAccounts(tx: Queryable, accounts: readonly Account[]): Promise<void> {
  await tx.query({
    name: 'customers_insert_accounts',
    text: `with opened as (
             insert into customers (id, email, email_identity, name, group_codes, note, disabled_at, created_at, event_sequence)
             select id, email, identity, name, array(select jsonb_array_elements_text("groupCodes")), note, case when disabled then now() end,
                    "createdAt", case when jsonb_array_length("groupCodes") > 0 then 1 else 0 end
             from jsonb_to_recordset($1) as t(id uuid, email text, identity text, name text, "groupCodes" jsonb, note text, disabled boolean,
                                              "createdAt" timestamptz)
             order by id returning id)
           insert into loyalty_accounts (customer_id) select id from opened order by id`,
    values: [JSON.stringify(accounts.map(({ addresses: _a, roles: _r, ...row }) => row))],
  });
}

/** Gives the number of the last event of each account, of which those in `regrouped` have one more. */
export async function updateAccounts(
  tx: Queryable,
  accounts: readonly Account[],
  regrouped: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; sequence: number }>({
    name: 'customers_update_accounts',
    text: `update customers c set name = t.name, group_codes = array(select jsonb_array_elements_text(t."groupCodes")), note = t.note,
             disabled_at = case when t.disabled then coalesce(c.disabled_at, now()) end, version = c.version + 1,
             event_sequence = c.event_sequence + case when c.id = any($2::uuid[]) then 1 else 0 end
           from jsonb_to_recordset($1) as t(id uuid, name text, "groupCodes" jsonb, note text, disabled boolean)
           where c.id = t.id returning c.id, c.event_sequence as sequence`,
    values: [
      JSON.stringify(accounts.map(({ id, name, groupCodes, note, disabled }) => ({ id, name, groupCodes, note, disabled }))),
      regrouped,
    ],
  });
  return new Map(rows.map(({ id, sequence }) => [id, sequence]));
}

export async function deleteAddresses(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.query({
    name: 'customers_delete_addresses',
    text: 'delete from addresses where id = any($1::uuid[])',
    values: [ids],
  });
}

/** Each a microsecond after the one before it, so that they are told in their order. */
export async function insertAddresses(tx: Queryable, addresses: readonly (KeptAddress & { customerId: string })[]): Promise<void> {
  await tx.query({
    name: 'customers_insert_addresses',
    text: `insert into addresses (id, customer_id, name, company, line1, line2, city, region, postal_code, country, phone,
                                  is_default_shipping, is_default_billing, created_at)
           select id, "customerId", name, company, line1, line2, city, region, "postalCode", country, phone, "isDefaultShipping",
                  "isDefaultBilling", now() + place * interval '1 microsecond'
           from rows from (jsonb_to_recordset($1) as (id uuid, "customerId" uuid, name text, company text, line1 text, line2 text, city text,
                  region text, "postalCode" text, country text, phone text, "isDefaultShipping" boolean, "isDefaultBilling" boolean))
                with ordinality as t(id, "customerId", name, company, line1, line2, city, region, "postalCode", country, phone,
                                     "isDefaultShipping", "isDefaultBilling", place)`,
    values: [JSON.stringify(addresses)],
  });
}

/** Of those who may not sign in any more. */
export async function revokeSessionsOf(tx: Queryable, customerIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'customers_revoke_sessions_of',
    text: 'update sessions set revoked_at = now() where customer_id = any($1::uuid[]) and revoked_at is null',
    values: [customerIds],
  });
}
