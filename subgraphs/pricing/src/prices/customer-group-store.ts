import type { Queryable } from '@cartograph/kit/db';

/** What customers told of one of them; what it told before that changes nothing, in whatever order it arrives. */
export async function upsertCustomerGroups(db: Queryable, customerId: string, codes: readonly string[], sequence: number): Promise<void> {
  await db.query({
    name: 'pricing_upsert_customer_groups',
    text: `insert into customer_groups (customer_id, codes, sequence) values ($1, $2, $3)
      on conflict (customer_id) do update set codes = excluded.codes, sequence = excluded.sequence
      where excluded.sequence > customer_groups.sequence`,
    values: [customerId, codes, sequence],
  });
}
