import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import { enterSession } from '#resolvers/change-session';
import { tooManyAttempts, tooManyPasswords } from '#resolvers/too-many-attempts';
import type { SignInOutcome } from '#sessions/sign-in';

export const signIn: NonNullable<MutationResolvers['signIn']> = async (_parent, { input }, context) => {
  const outcome = await context.useCases.signIn(input, context.asker);
  if (outcome.kind === 'signed-in') enterSession(context, outcome.session);
  return resultOf(outcome);
};

function resultOf(outcome: SignInOutcome): Awaited<ResolversTypes['SignInResult']> {
  switch (outcome.kind) {
    case 'signed-in':
      return { __typename: 'Session', ...outcome.session };
    case 'invalid-credentials':
      return { __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS', message: 'E-mail and password do not belong together.' };
    case 'too-many-attempts':
      return tooManyAttempts(outcome.retryAfterMs);
    case 'busy':
      return tooManyPasswords(outcome.retryAfterMs);
    case 'invalid':
      return outcome.problem;
  }
}
