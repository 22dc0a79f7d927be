import type { TaxRateResolvers } from '#generated/resolvers';
import { percentOf } from '#rules/tax';

export const TaxRate: TaxRateResolvers = {
  taxCategoryCode: ({ taxCategory }) => taxCategory,
  region: ({ region }) => region || null,
  percent: ({ ratePpm }) => percentOf(ratePpm),
};
