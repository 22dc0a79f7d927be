import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes, SaveTaxRateInput } from '#generated/resolvers';
import type { SaveTaxRateOutcome } from '#tax/save-tax-rate';

export const saveTaxRate: NonNullable<MutationResolvers['saveTaxRate']> = async (_root, { input }, { caller, useCases }) => {
  requireScope(caller, 'tax:write');
  return resultOf(await useCases.saveTaxRate(commandOf(input)));
};

const commandOf = ({ id, expectedVersion, taxCategoryCode, region, validTo, ...rate }: SaveTaxRateInput) => ({
  id: id ?? null,
  expectedVersion: expectedVersion ?? null,
  given: { ...rate, taxCategory: taxCategoryCode, region: region ?? null, validTo: validTo ?? null },
});

function resultOf(outcome: SaveTaxRateOutcome): Awaited<ResolversTypes['SaveTaxRateResult']> {
  switch (outcome.kind) {
    case 'saved':
      return { __typename: 'TaxRateSaved', taxRate: outcome.rate };
    case 'refused':
      return outcome.problem;
  }
}
