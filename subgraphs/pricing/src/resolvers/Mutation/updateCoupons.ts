import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import type { UpdateCouponsOutcome } from '#promotions/update-coupons';

export const updateCoupons: NonNullable<MutationResolvers['updateCoupons']> = async (_root, { input }, { caller, useCases }) => {
  requireScope(caller, 'promotions:write');
  const { ids, active, usageLimit, endsAt } = input;
  return resultOf(await useCases.updateCoupons({ ids, active: active ?? undefined, usageLimit, endsAt }));
};

function resultOf(outcome: UpdateCouponsOutcome): Awaited<ResolversTypes['UpdateCouponsResult']> {
  switch (outcome.kind) {
    case 'updated':
      return { __typename: 'CouponsUpdated', coupons: outcome.coupons, refused: outcome.refused };
    case 'invalid':
      return outcome.problem;
  }
}
