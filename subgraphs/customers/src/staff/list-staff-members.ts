import type { Queryable } from '@cartograph/kit/db';
import { loadCustomers } from '#accounts/customer-store';
import type { Customer } from '#accounts/rules/customer';
import { listStaff } from '#staff/staff-store';

/** Everybody with a role of the staff, administrators first; at most 500. */
export async function listStaffMembers(db: Queryable): Promise<Customer[]> {
  const ids = (await listStaff(db)).map(({ id }) => id);
  const byId = new Map((await loadCustomers(db, ids)).map((customer) => [customer.id, customer]));
  return ids.map((id) => byId.get(id)).filter((customer) => customer !== undefined);
}
