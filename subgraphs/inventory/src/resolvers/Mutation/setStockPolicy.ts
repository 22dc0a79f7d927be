import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';

export const setStockPolicy: NonNullable<MutationResolvers['setStockPolicy']> = async (
  _parent,
  { input },
  { caller, author, useCases },
) => {
  requireScope(caller, 'stock:write');
  const { sku, expectedVersion = null, lowStockThreshold, buffer, backorder, ...rest } = input;
  // Null takes a number away where there may be none, and means nothing where there is always one.
  const change = { ...rest, backorder, lowStockThreshold: lowStockThreshold ?? undefined, buffer: buffer ?? undefined };
  const outcome = await useCases.setStockPolicy({ sku, expectedVersion, change }, author);
  switch (outcome.kind) {
    case 'set':
      return { __typename: 'StockPolicySet', variant: { sku: outcome.sku } };
    case 'refused':
      return outcome.problem;
  }
};
