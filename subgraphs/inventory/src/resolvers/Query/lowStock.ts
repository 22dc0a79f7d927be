import { requireStaff } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';
import { listLowStock } from '#list-low-stock';

export const lowStock: NonNullable<QueryResolvers['lowStock']> = (_parent, page, { caller, db }) => {
  requireStaff(caller);
  return listLowStock(db, page);
};
