import { customerIdOf } from '@cartograph/kit/caller';
import { notFound } from '@cartograph/kit/problems';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import { leaveSession } from '#resolvers/change-session';
import type { SignOutOutcome } from '#sessions/sign-out';

export const signOut: NonNullable<MutationResolvers['signOut']> = async (_parent, { input }, context) => {
  const { refreshToken = null, everywhere, sessionId = null } = input;
  const command = { refreshToken, everywhere: everywhere === true, sessionId };
  const outcome = await context.useCases.signOut(command, customerIdOf(context.caller));
  if (outcome.kind === 'signed-out' && outcome.here) leaveSession(context);
  return resultOf(outcome);
};

function resultOf(outcome: SignOutOutcome): Awaited<ResolversTypes['SignOutResult']> {
  switch (outcome.kind) {
    case 'signed-out':
      return { __typename: 'SignedOut', signedOut: true };
    case 'unknown-session':
      return notFound('The account has no such session.');
    case 'invalid':
      return outcome.problem;
  }
}
