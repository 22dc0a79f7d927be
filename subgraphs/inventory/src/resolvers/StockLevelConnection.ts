import type { StockLevelConnectionResolvers } from '#generated/resolvers';

export const StockLevelConnection: StockLevelConnectionResolvers = {
  totalCount: ({ totalCount }) => totalCount(),
};
