import type { Queryable } from '@cartograph/kit/db';

export async function loadGroupsOf(db: Queryable, customerIds: readonly string[]): Promise<{ customerId: string; groupCodes: string[] }[]> {
  return db.query<{ customerId: string; groupCodes: string[] }>({
    name: 'customers_load_groups_of',
    text: 'select id as "customerId", group_codes as "groupCodes" from customers where id = any($1::uuid[])',
    values: [customerIds],
  });
}
