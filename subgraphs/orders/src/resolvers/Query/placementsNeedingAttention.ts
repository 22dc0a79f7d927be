import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const placementsNeedingAttention: NonNullable<QueryResolvers['placementsNeedingAttention']> = (
  _parent,
  page,
  { useCases, caller },
) => {
  requireScope(caller, 'orders:read');
  return useCases.pageAttention(page);
};
