import type { MutationResolvers } from '#generated/resolvers';
import { signOut as close } from '#sessions/sign-out';

export const signOut: NonNullable<MutationResolvers['signOut']> = async (_parent, { input }, { deps }) => {
  const outcome = await close(deps, input.refreshToken);
  return outcome.kind === 'signed-out' ? { __typename: 'SignedOut', signedOut: true } : outcome.problem;
};
