import type { RoomHistory } from '@cartograph/kit/room';

/** What customers' own tables say of its events: what stands now. */
export const history: RoomHistory = {
  'customers.customer_registered': `(select jsonb_build_object('customerId', c.id, 'email', c.email, 'name', c.name) from customers c where c.id = e.key)`,
  'customers.customer_groups_changed': `(select jsonb_build_object('customerId', c.id, 'groupCodes', to_jsonb(c.group_codes)) from customers c where c.id = e.key)`,
};
