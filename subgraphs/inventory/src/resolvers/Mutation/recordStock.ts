import { idempotencyConflict } from '@cartograph/kit/problems';
import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import type { Loaders } from '#loaders';
import type { RecordStockOutcome } from '#writing/record-stock';

export const recordStock: NonNullable<MutationResolvers['recordStock']> = async (_parent, { input }, context) => {
  requireScope(context.caller, 'stock:write');
  const lines = input.lines.map(({ sku, delta = null, counted = null, expectedOnHand = null }) => ({
    sku,
    delta,
    counted,
    expectedOnHand,
  }));
  const recording = { ...input, lines, reference: input.reference ?? null, note: input.note ?? null };
  return resultOf(await context.useCases.recordStock(recording, context.author), context.loaders);
};

async function resultOf(outcome: RecordStockOutcome, loaders: Loaders): Promise<Awaited<ResolversTypes['RecordStockResult']>> {
  switch (outcome.kind) {
    case 'recorded': {
      const levels = await Promise.all(outcome.skus.map((sku) => loaders.levels.load(sku)));
      return { __typename: 'StockRecorded', levels: levels.flat().filter(({ location }) => location.id === outcome.locationId) };
    }
    case 'would-go-negative':
      return { __typename: 'StockWouldGoNegative', code: 'STOCK_WOULD_GO_NEGATIVE', message: outcome.message, skus: outcome.skus };
    case 'key-used':
      return idempotencyConflict('recording');
    case 'refused':
      return outcome.problem;
  }
}
