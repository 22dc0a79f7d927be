import type { Queryable } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnCustomerGroupsChanged } from '#generated/events';
import { upsertCustomerGroups } from '#prices/customer-group-store';
import reads from './on-customer-groups-changed.reads.json' with { type: 'json' };

export { reads };

/** Which prices a customer sees from now on. No inbox: the newest one stands, however often and in whatever order they arrive. */
export const onCustomerGroupsChanged =
  (db: Queryable) =>
  ({ data, sequence }: ReadEvent<OnCustomerGroupsChanged>): Promise<void> =>
    upsertCustomerGroups(db, data.customerId, data.groupCodes, sequence ?? 0);
