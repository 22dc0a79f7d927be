import { customerIdOf } from '@cartograph/kit/caller';
import { unauthenticated } from '@cartograph/kit/errors';
import { removeAddress as remove } from '#accounts/remove-address';
import type { MutationResolvers } from '#generated/resolvers';

export const removeAddress: NonNullable<MutationResolvers['removeAddress']> = async (_parent, { input }, { caller, deps, loaders }) => {
  const customerId = customerIdOf(caller);
  const customer = customerId === undefined ? undefined : await loaders.customers.load(customerId);
  if (!customer) throw unauthenticated();
  const outcome = await remove(deps, customer.id, input.id);
  return outcome.kind === 'removed' ? { __typename: 'AddressRemoved', customer } : outcome.problem;
};
