import { customerIdOf } from '@cartograph/kit/caller';
import { unauthenticated } from '@cartograph/kit/errors';
import type { Customer } from '#accounts/rules/customer';
import type { RoomContext } from '#context';

/** The customer who is signed in. A token of somebody who is not there any more signs in nobody. */
export async function requireCustomer({ caller, loaders }: RoomContext): Promise<Customer> {
  const customerId = customerIdOf(caller);
  const customer = customerId === undefined ? undefined : await loaders.customers.load(customerId);
  if (!customer) throw unauthenticated();
  return customer;
}
