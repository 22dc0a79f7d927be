import { customerIdOf } from '@cartograph/kit/caller';
import { unauthenticated } from '@cartograph/kit/errors';
import type { MutationResolvers } from '#generated/resolvers';

export const addAddress: NonNullable<MutationResolvers['addAddress']> = async (_parent, { input }, { caller, useCases, loaders }) => {
  const customerId = customerIdOf(caller);
  const customer = customerId === undefined ? undefined : await loaders.customers.load(customerId);
  if (!customer) throw unauthenticated();
  const outcome = await useCases.addAddress(customer.id, input);
  return outcome.kind === 'added' ? { __typename: 'AddressAdded', address: outcome.address, customer } : outcome.problem;
};
