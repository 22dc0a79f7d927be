import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import type { QueryResolvers } from '#generated/resolvers';

export const inventoryAvailability: NonNullable<QueryResolvers['inventoryAvailability']> = (_root, { skus }, { caller, commands }) => {
  requireRoom(caller);
  if (skus.length > 200) throw badUserInput('skus', 'skus must be at most 200.');
  return commands.readAvailability(skus);
};
