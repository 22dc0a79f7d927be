import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import type { QueryResolvers } from '#generated/resolvers';

export const customersGroups: NonNullable<QueryResolvers['customersGroups']> = (_root, { customerIds }, { caller, commands }) => {
  requireRoom(caller);
  if (customerIds.length > 200) throw badUserInput('customerIds', 'customerIds must be at most 200.');
  return commands.groupsOf(customerIds);
};
