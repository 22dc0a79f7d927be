import { customerIdOf } from '@cartograph/kit/caller';
import { unauthenticated } from '@cartograph/kit/errors';
import type { MutationResolvers } from '#generated/resolvers';

export const removeAddress: NonNullable<MutationResolvers['removeAddress']> = async (_parent, { input }, { caller, useCases, loaders }) => {
  const customerId = customerIdOf(caller);
  const customer = customerId === undefined ? undefined : await loaders.customers.load(customerId);
  if (!customer) throw unauthenticated();
  const outcome = await useCases.removeAddress(customer.id, input.id);
  return outcome.kind === 'removed' ? { __typename: 'AddressRemoved', customer } : outcome.problem;
};
