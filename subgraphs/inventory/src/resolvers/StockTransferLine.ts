import type { StockTransferLineResolvers } from '#generated/resolvers';

export const StockTransferLine: StockTransferLineResolvers = {
  variant: ({ sku }) => ({ sku }),
};
