import { requireStaff } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';

export const locations: NonNullable<QueryResolvers['locations']> = (_parent, _args, { caller, useCases }) => {
  requireStaff(caller);
  return useCases.listLocations();
};
