import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const reviews: NonNullable<QueryResolvers['reviews']> = (_root, { status, ...page }, { caller, useCases }) => {
  requireScope(caller, 'reviews:write');
  return useCases.listReviews(status ?? null, page);
};
