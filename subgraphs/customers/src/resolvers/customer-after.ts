import type { Customer } from '#accounts/rules/customer';
import type { RoomContext } from '#context';

/** The account as it stands after a change of this request. */
export async function customerAfter({ loaders }: RoomContext, id: string): Promise<Customer> {
  const customer = await loaders.customers.clear(id).load(id);
  if (!customer) throw new Error('an account that was changed is gone');
  return customer;
}
