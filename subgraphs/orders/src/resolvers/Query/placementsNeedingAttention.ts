import { requireStaff } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';

export const placementsNeedingAttention: NonNullable<QueryResolvers['placementsNeedingAttention']> = (
  _parent,
  page,
  { useCases, caller },
) => {
  requireStaff(caller);
  return useCases.pageAttention(page);
};
