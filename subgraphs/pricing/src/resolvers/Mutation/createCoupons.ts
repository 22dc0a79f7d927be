import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import type { CreateCouponsOutcome } from '#promotions/create-coupons';

export const createCoupons: NonNullable<MutationResolvers['createCoupons']> = async (_root, { input }, { caller, useCases }) => {
  requireScope(caller, 'promotions:write');
  const { codes = null, count = null, prefix = null, usageLimit = null, endsAt = null } = input;
  return resultOf(await useCases.createCoupons({ ...input, codes, count, prefix, usageLimit, endsAt }));
};

function resultOf(outcome: CreateCouponsOutcome): Awaited<ResolversTypes['CreateCouponsResult']> {
  switch (outcome.kind) {
    case 'created':
      return { __typename: 'CouponsCreated', promotion: outcome.promotion, count: outcome.count, coupons: outcome.coupons };
    case 'refused':
      return outcome.problem;
  }
}
