import { uuidv7 } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';
import { loadCustomerGroups } from '#price-store';
import { onCustomerGroupsChanged } from '#prices/on-customer-groups-changed';

const db = await freshDatabase('pricing');
const hear = onCustomerGroupsChanged(db);
const customerId = uuidv7();
const told = (sequence: number, ...groupCodes: string[]) => ({
  id: uuidv7(),
  type: 'customers.customer_groups_changed',
  version: 1,
  key: customerId,
  sequence,
  history: false,
  occurredAt: new Date().toISOString(),
  data: { customerId, groupCodes },
});
const groups = async () => (await loadCustomerGroups(db, [customerId])).groups.get(customerId);

test('the groups that a customer is in are those told last, in whatever order and however often they arrive', async () => {
  await hear(told(1, 'wholesale'));
  expect(await groups()).toEqual(['wholesale']);
  await hear(told(3));
  await hear(told(2, 'press', 'wholesale'));
  await hear(told(3));
  expect(await groups()).toEqual([]);
});
