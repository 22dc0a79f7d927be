import type { PromotionConditionResolvers } from '#generated/resolvers';
import { shownCondition } from '#promotions/rules/shown-promotion';

export const PromotionCondition: PromotionConditionResolvers = {
  kind: ({ kind }) => kind,
  values: (condition) => shownCondition(condition).values,
  amount: (condition) => shownCondition(condition).amount,
  quantity: (condition) => shownCondition(condition).quantity,
};
