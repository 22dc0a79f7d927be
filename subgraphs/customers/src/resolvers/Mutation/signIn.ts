import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import { enterSession } from '#resolvers/change-session';
import type { SignInOutcome } from '#sessions/sign-in';

export const signIn: NonNullable<MutationResolvers['signIn']> = async (_parent, { input }, context) => {
  const outcome = await context.useCases.signIn(input);
  if (outcome.kind === 'signed-in') enterSession(context, outcome.session);
  return resultOf(outcome);
};

function resultOf(outcome: SignInOutcome): Awaited<ResolversTypes['SignInResult']> {
  switch (outcome.kind) {
    case 'signed-in':
      return { __typename: 'Session', ...outcome.session };
    case 'invalid-credentials':
      return { __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS', message: 'E-mail and password do not belong together.' };
    case 'too-many-attempts': {
      const { retryAfterMs } = outcome;
      const message = `Too many failed attempts: try again in ${Math.ceil(retryAfterMs / 60_000)} min.`;
      return { __typename: 'TooManyAttempts', code: 'TOO_MANY_ATTEMPTS', message, retryAfterMs };
    }
    case 'invalid':
      return outcome.problem;
  }
}
