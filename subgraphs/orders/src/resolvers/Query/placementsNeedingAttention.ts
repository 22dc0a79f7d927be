import { requireStaff } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';
import { pageAttention } from '#order/list-orders';

export const placementsNeedingAttention: NonNullable<QueryResolvers['placementsNeedingAttention']> = (_parent, page, { db, caller }) => {
  requireStaff(caller);
  return pageAttention(db, page);
};
