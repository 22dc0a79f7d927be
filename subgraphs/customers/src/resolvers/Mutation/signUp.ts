import type { SignUpOutcome } from '#accounts/sign-up';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';

export const signUp: NonNullable<MutationResolvers['signUp']> = async (_parent, { input }, { useCases }) =>
  resultOf(await useCases.signUp(input));

function resultOf(outcome: SignUpOutcome): Awaited<ResolversTypes['SignUpResult']> {
  switch (outcome.kind) {
    case 'signed-up':
      return { __typename: 'Session', ...outcome.session };
    case 'email-taken':
      return { __typename: 'EmailTaken', code: 'EMAIL_TAKEN', message: 'There is an account with this e-mail address: sign in instead.' };
    case 'invalid':
      return outcome.problem;
  }
}
