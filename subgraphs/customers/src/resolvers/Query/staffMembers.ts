import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const staffMembers: NonNullable<QueryResolvers['staffMembers']> = (_parent, _args, { caller, useCases }) => {
  requireScope(caller, 'staff:read');
  return useCases.listStaffMembers();
};
