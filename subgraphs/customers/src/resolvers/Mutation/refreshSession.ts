import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import { enterSession } from '#resolvers/change-session';
import type { RefreshSessionOutcome } from '#sessions/refresh-session';

export const refreshSession: NonNullable<MutationResolvers['refreshSession']> = async (_parent, { input }, context) => {
  const outcome = await context.useCases.refreshSession(input.refreshToken ?? null);
  if (outcome.kind === 'refreshed') enterSession(context, outcome.session);
  return resultOf(outcome);
};

function resultOf(outcome: RefreshSessionOutcome): Awaited<ResolversTypes['RefreshSessionResult']> {
  switch (outcome.kind) {
    case 'refreshed':
      return { __typename: 'Session', ...outcome.session };
    case 'invalid-credentials':
      return {
        __typename: 'InvalidCredentials',
        code: 'INVALID_CREDENTIALS',
        message: 'The refresh token is no longer good: sign in again.',
      };
    case 'invalid':
      return outcome.problem;
  }
}
