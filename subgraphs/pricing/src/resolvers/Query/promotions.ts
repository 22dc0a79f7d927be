import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const promotions: NonNullable<QueryResolvers['promotions']> = (_root, { search, active, ...page }, { caller, useCases }) => {
  requireScope(caller, 'prices:read');
  return useCases.listPromotions({ search: search ?? null, active: active ?? null }, page);
};
