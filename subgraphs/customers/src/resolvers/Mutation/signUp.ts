import type { SignUpOutcome } from '#accounts/sign-up';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import { enterSession } from '#resolvers/change-session';
import { emailTaken } from '#resolvers/email-taken';
import { tooManyPasswords } from '#resolvers/too-many-attempts';

export const signUp: NonNullable<MutationResolvers['signUp']> = async (_parent, { input }, context) => {
  const outcome = await context.useCases.signUp(input, context.asker);
  if (outcome.kind === 'signed-up') enterSession(context, outcome.session);
  return resultOf(outcome);
};

function resultOf(outcome: SignUpOutcome): Awaited<ResolversTypes['SignUpResult']> {
  switch (outcome.kind) {
    case 'signed-up':
      return { __typename: 'Session', ...outcome.session };
    case 'email-taken':
      return emailTaken('There is an account with this e-mail address: sign in instead.');
    case 'busy':
      return tooManyPasswords(outcome.retryAfterMs);
    case 'invalid':
      return outcome.problem;
  }
}
