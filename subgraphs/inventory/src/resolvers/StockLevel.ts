import type { StockLevelResolvers } from '#generated/resolvers';
import { availableOf } from '#rules/stock';

export const StockLevel: StockLevelResolvers = {
  id: ({ sku, location }) => `${location.id}:${sku}`,
  variant: ({ sku }) => ({ sku }),
  available: (level) => availableOf(level),
};
