import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import { enterSession } from '#resolvers/change-session';
import { tooManyPasswords } from '#resolvers/too-many-attempts';
import type { ResetPasswordOutcome } from '#staff/reset-password';

export const resetPassword: NonNullable<MutationResolvers['resetPassword']> = async (_parent, { input }, context) => {
  const outcome = await context.useCases.resetPassword(input, context.asker);
  if (outcome.kind === 'changed') enterSession(context, outcome.session);
  return resultOf(outcome);
};

function resultOf(outcome: ResetPasswordOutcome): Awaited<ResolversTypes['ResetPasswordResult']> {
  switch (outcome.kind) {
    case 'changed':
      return { __typename: 'PasswordChanged', session: { __typename: 'Session', ...outcome.session } };
    case 'invalid-token':
      return { __typename: 'InvalidToken', code: 'INVALID_TOKEN', message: 'This token is unknown, used or too old: ask for a new one.' };
    case 'busy':
      return tooManyPasswords(outcome.retryAfterMs);
    case 'invalid':
      return outcome.problem;
  }
}
