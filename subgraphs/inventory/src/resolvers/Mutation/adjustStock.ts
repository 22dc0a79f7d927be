import { customerIdOf, requireStaff } from '@cartograph/kit/caller';
import { idempotencyConflict } from '@cartograph/kit/problems';
import type { AdjustStockOutcome } from '#adjust-stock';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';

export const adjustStock: NonNullable<MutationResolvers['adjustStock']> = async (_parent, { input }, { caller, useCases }) => {
  requireStaff(caller);
  const adjustment = { ...input, note: input.note ?? null, locationId: input.locationId ?? null };
  return resultOf(await useCases.adjustStock(adjustment, customerIdOf(caller) ?? null));
};

function resultOf(outcome: AdjustStockOutcome): Awaited<ResolversTypes['AdjustStockResult']> {
  switch (outcome.kind) {
    case 'adjusted':
      return { __typename: 'StockAdjusted', variant: { sku: outcome.sku } };
    case 'would-go-negative':
      return { __typename: 'StockWouldGoNegative', code: 'STOCK_WOULD_GO_NEGATIVE', message: outcome.message };
    case 'key-used':
      return idempotencyConflict('adjustment');
    case 'not-found':
    case 'invalid':
      return outcome.problem;
  }
}
