import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import type { SavePromotionOutcome } from '#promotions/save-promotion';
import { givenPromotion } from '#resolvers/given-promotion';

export const savePromotion: NonNullable<MutationResolvers['savePromotion']> = async (_root, { input }, { caller, useCases }) => {
  requireScope(caller, 'promotions:write');
  const { id = null, expectedVersion = null, promotion } = input;
  return resultOf(await useCases.savePromotion({ id, expectedVersion, given: givenPromotion(promotion) }));
};

function resultOf(outcome: SavePromotionOutcome): Awaited<ResolversTypes['SavePromotionResult']> {
  switch (outcome.kind) {
    case 'saved':
      return { __typename: 'PromotionSaved', promotion: outcome.promotion };
    case 'refused':
      return outcome.problem;
  }
}
