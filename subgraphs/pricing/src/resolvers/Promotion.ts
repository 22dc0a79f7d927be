import type { PromotionResolvers } from '#generated/resolvers';

export const Promotion: PromotionResolvers = {
  conditions: ({ conditions }) => [...conditions],
  used: ({ id }, _args, { loaders }) => loaders.promotionUses.load(id),
};
