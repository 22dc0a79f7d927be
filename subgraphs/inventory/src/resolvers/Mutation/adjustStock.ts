import { idempotencyConflict } from '@cartograph/kit/problems';
import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import type { AdjustStockOutcome } from '#writing/adjust-stock';

export const adjustStock: NonNullable<MutationResolvers['adjustStock']> = async (_parent, { input }, { caller, author, useCases }) => {
  requireScope(caller, 'stock:write');
  const adjustment = { ...input, note: input.note ?? null, locationId: input.locationId ?? null };
  return resultOf(await useCases.adjustStock(adjustment, author));
};

function resultOf(outcome: AdjustStockOutcome): Awaited<ResolversTypes['AdjustStockResult']> {
  switch (outcome.kind) {
    case 'adjusted':
      return { __typename: 'StockAdjusted', variant: { sku: outcome.sku } };
    case 'would-go-negative':
      return { __typename: 'StockWouldGoNegative', code: 'STOCK_WOULD_GO_NEGATIVE', message: outcome.message, skus: outcome.skus };
    case 'key-used':
      return idempotencyConflict('adjustment');
    case 'refused':
      return outcome.problem;
  }
}
