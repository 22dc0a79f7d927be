import { requireStaff } from '@cartograph/kit/caller';
import { isUuid } from '@cartograph/kit/ids';
import type { QueryResolvers } from '#generated/resolvers';

export const customer: NonNullable<QueryResolvers['customer']> = (_parent, { id }, { caller, loaders }) => {
  requireStaff(caller);
  return isUuid(id) ? loaders.customers.load(id) : null;
};
