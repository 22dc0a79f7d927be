import type { StockPolicyResolvers } from '#generated/resolvers';

export const StockPolicy: StockPolicyResolvers = {
  version: ({ terms }) => terms?.version ?? 0,
  lowStockThreshold: ({ threshold }) => threshold,
  buffer: ({ terms }) => terms?.buffer ?? 0,
  maxPerOrder: ({ terms }) => terms?.maxPerOrder,
  backorder: ({ terms }) => terms?.backorder,
  backorderLimit: ({ terms }) => terms?.backorderLimit,
  expectedAt: ({ terms }) => terms?.expectedAt,
  backordered: ({ terms }) => terms?.backordered ?? 0,
};
