import type { MutationResolvers } from '#generated/resolvers';

export const signOut: NonNullable<MutationResolvers['signOut']> = async (_parent, { input }, { useCases }) => {
  const outcome = await useCases.signOut(input.refreshToken);
  return outcome.kind === 'signed-out' ? { __typename: 'SignedOut', signedOut: true } : outcome.problem;
};
