import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { loadAccounts } from '#points/ledger-store';

export interface AvailablePoints {
  customerId: string;
  available: number;
}

/** What customers could redeem now, in the order asked, null for an unknown one; one statement. Nothing is held. */
export async function findAvailablePoints(db: Queryable, customerIds: readonly string[]): Promise<(AvailablePoints | null)[]> {
  const accounts = await loadAccounts(db, [...new Set(customerIds.filter(isUuid))]);
  const byId = new Map(accounts.map(({ customerId, available }) => [customerId, available]));
  return customerIds.map((customerId) => {
    const available = byId.get(customerId.toLowerCase());
    return available === undefined ? null : { customerId, available };
  });
}
