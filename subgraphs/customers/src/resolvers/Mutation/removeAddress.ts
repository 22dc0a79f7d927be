import type { MutationResolvers } from '#generated/resolvers';
import { requireCustomer } from '#resolvers/require-customer';

export const removeAddress: NonNullable<MutationResolvers['removeAddress']> = async (_parent, { input }, context) => {
  const customer = await requireCustomer(context);
  const outcome = await context.useCases.removeAddress(customer.id, input.id);
  return outcome.kind === 'removed' ? { __typename: 'AddressRemoved', customer } : outcome.problem;
};
