import type { MutationResolvers } from '#generated/resolvers';
import { requireCustomer } from '#resolvers/require-customer';

export const updateAddress: NonNullable<MutationResolvers['updateAddress']> = async (_parent, { input }, context) => {
  const customer = await requireCustomer(context);
  const outcome = await context.useCases.updateAddress(customer.id, input);
  return outcome.kind === 'updated' ? { __typename: 'AddressUpdated', address: outcome.address, customer } : outcome.problem;
};
