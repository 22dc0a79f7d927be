import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { loadGroupsOf } from '#groups/group-store';

export interface GroupsOfCustomer {
  customerId: string;
  /** Sorted. */
  groupCodes: string[];
}

/** The groups that customers are in now, in the order asked, null for an unknown one; one statement. */
export async function findGroupsOf(db: Queryable, customerIds: readonly string[]): Promise<(GroupsOfCustomer | null)[]> {
  const found = await loadGroupsOf(db, [...new Set(customerIds.filter(isUuid))]);
  const byId = new Map(found.map(({ customerId, groupCodes }) => [customerId, groupCodes]));
  return customerIds.map((customerId) => {
    const groupCodes = byId.get(customerId.toLowerCase());
    return groupCodes === undefined ? null : { customerId, groupCodes };
  });
}
