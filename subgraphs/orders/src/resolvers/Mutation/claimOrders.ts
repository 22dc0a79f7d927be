import { unauthenticated } from '@cartograph/kit/errors';
import type { MutationResolvers } from '#generated/resolvers';

export const claimOrders: NonNullable<MutationResolvers['claimOrders']> = async (_parent, { input }, { caller, useCases }) => {
  if (caller.kind !== 'customer') throw unauthenticated();
  const outcome = await useCases.claimOrders(caller, input);
  switch (outcome.kind) {
    case 'claimed':
      return { __typename: 'OrdersClaimed', orders: outcome.orders };
    case 'unverified':
      return {
        __typename: 'EmailNotVerified',
        code: 'EMAIL_NOT_VERIFIED',
        message: 'It is not shown yet that this e-mail address is yours: claim an order by its number and token.',
      };
    case 'refused':
      return outcome.problem;
  }
};
