import type { ShoppingListLineResolvers } from '#generated/resolvers';

export const ShoppingListLine: ShoppingListLineResolvers = {
  variant: ({ sku }) => ({ sku }),
  addedAt: ({ addedAt }) => new Date(addedAt),
};
