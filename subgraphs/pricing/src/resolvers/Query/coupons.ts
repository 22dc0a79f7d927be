import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const coupons: NonNullable<QueryResolvers['coupons']> = (_root, { promotionId, search, ...page }, { caller, useCases }) => {
  requireScope(caller, 'prices:read');
  return useCases.listCoupons({ promotionId: promotionId ?? null, search: search ?? null }, page);
};
