import type { MutationResolvers } from '#generated/resolvers';

export const cancelPlacement: NonNullable<MutationResolvers['cancelPlacement']> = (_parent, { input }, { useCases, caller }) =>
  useCases.cancelPlacement(input, caller);
