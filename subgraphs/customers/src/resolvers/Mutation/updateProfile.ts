import type { MutationResolvers } from '#generated/resolvers';
import { customerAfter } from '#resolvers/customer-after';
import { requireCustomer } from '#resolvers/require-customer';

export const updateProfile: NonNullable<MutationResolvers['updateProfile']> = async (_parent, { input }, context) => {
  const { id } = await requireCustomer(context);
  const outcome = await context.useCases.updateProfile(id, input);
  return outcome.kind === 'updated' ? { __typename: 'ProfileUpdated', customer: await customerAfter(context, id) } : outcome.problem;
};
