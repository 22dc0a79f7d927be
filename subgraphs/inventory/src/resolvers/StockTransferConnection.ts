import type { StockTransferConnectionResolvers } from '#generated/resolvers';

export const StockTransferConnection: StockTransferConnectionResolvers = {
  totalCount: ({ totalCount }) => totalCount(),
};
