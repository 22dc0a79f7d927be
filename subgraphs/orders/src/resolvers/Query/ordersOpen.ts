import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import type { QueryResolvers } from '#generated/resolvers';

export const ordersOpen: NonNullable<QueryResolvers['ordersOpen']> = (_parent, { customerIds }, { useCases, caller }) => {
  requireRoom(caller);
  if (customerIds.length > 200 || !customerIds.every(isUuid)) throw badUserInput('customerIds', 'customerIds must be at most 200 UUIDs.');
  return useCases.openOf(customerIds);
};
