import type { MutationResolvers } from '#generated/resolvers';
import { requireCustomer } from '#resolvers/require-customer';

export const addAddress: NonNullable<MutationResolvers['addAddress']> = async (_parent, { input }, context) => {
  const customer = await requireCustomer(context);
  const outcome = await context.useCases.addAddress(customer.id, input);
  return outcome.kind === 'added' ? { __typename: 'AddressAdded', address: outcome.address, customer } : outcome.problem;
};
