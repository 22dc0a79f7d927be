import { freshKey } from '../placing/buy.ts';
import { until } from '../support/until.ts';
import type { Asking } from './whole.ts';

/** Who is staff, groups of customers, and the log of it all. */
export async function employ({ ask, change, make, say }: Asking): Promise<void> {
  const { token } = await make<{ token: string }>('inviteStaff', { email: 'sam@example.com', name: 'Sam', role: 'STAFF' });
  const chosen = await make<{ session: { customer: { id: string } } }>('resetPassword', { token, newPassword: 'a password of my own' });
  await change('resetPassword', { token, newPassword: 'a password of my own' });
  const customerId = chosen.session.customer.id;
  for (const verb of ['grantRole', 'revokeRole']) await change(verb, { customerId, role: 'ADMIN' });
  await say('{ staffMembers { id email name roles version } }');
  for (const name of ['Trade', 'Traders']) await change('saveCustomerGroup', { code: 'trade', name });
  const { version } = await ask<{ version: number }>('customer', `(id: "${customerId}")`);
  const noted = { id: customerId, groupCodes: ['trade'], note: 'Calls at noon', disabled: false };
  await change('updateCustomer', { ...noted, expectedVersion: version });
  await change('updateCustomer', { ...noted, note: 'Calls at one', expectedVersion: version });
  await ask('customerGroups');
  await ask('customer', `(id: "${customerId}")`);
  await ask('customers', '(first: 2)');
  await change('grantPoints', { customerId, points: 100, reason: 'A late parcel', idempotencyKey: freshKey() });
}

/** The log, once what was written has come to it: a change has a value before and one after. */
export const readLog = async ({ ask }: Asking): Promise<unknown> =>
  until(
    () => ask<{ edges: { node: { changes: { before: string | null; after: string | null }[] } }[] }>('auditLog'),
    ({ edges }) => edges.some(({ node }) => node.changes.some(({ before, after }) => before !== null && after !== null)),
  );
