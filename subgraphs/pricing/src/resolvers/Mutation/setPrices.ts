import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, PriceInput, ResolversTypes } from '#generated/resolvers';
import type { SetPricesOutcome } from '#prices/set-prices';

export const setPrices: NonNullable<MutationResolvers['setPrices']> = async (_root, { input }, { caller, useCases }) => {
  requireScope(caller, 'prices:write');
  return resultOf(await useCases.setPrices(input.prices.map(rowOf)));
};

const rowOf = ({ sku, priceListCode, breaks, ...row }: PriceInput) => ({
  sku,
  priceListCode,
  breaks: breaks.map(({ minQuantity, unit }) => ({ minQuantity: minQuantity ?? 1, unit })),
  compareAt: row.compareAt ?? null,
  validFrom: row.validFrom ?? null,
  validTo: row.validTo ?? null,
  id: row.id ?? null,
  expectedVersion: row.expectedVersion ?? null,
});

function resultOf(outcome: SetPricesOutcome): Awaited<ResolversTypes['SetPricesResult']> {
  switch (outcome.kind) {
    case 'set':
      return { __typename: 'PricesSet', prices: outcome.prices, refused: outcome.refused };
    case 'invalid':
      return outcome.problem;
  }
}
