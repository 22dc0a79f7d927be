import type { StockMovementConnectionResolvers } from '#generated/resolvers';

export const StockMovementConnection: StockMovementConnectionResolvers = {
  totalCount: ({ totalCount }) => totalCount(),
};
