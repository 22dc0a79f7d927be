import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const taxRates: NonNullable<QueryResolvers['taxRates']> = (_root, { country, at, ...page }, { caller, useCases }) => {
  requireScope(caller, 'prices:read');
  return useCases.listTaxRates({ country: country ?? null, at: at ?? null }, page);
};
