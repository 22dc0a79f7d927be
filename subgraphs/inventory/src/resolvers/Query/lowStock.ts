import { requireStaff } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';

export const lowStock: NonNullable<QueryResolvers['lowStock']> = (_parent, page, { caller, useCases }) => {
  requireStaff(caller);
  return useCases.listLowStock(page);
};
