import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import type { QueryResolvers } from '#generated/resolvers';

export const customersAddresses: NonNullable<QueryResolvers['customersAddresses']> = (_root, { addresses }, { caller, commands }) => {
  requireRoom(caller);
  if (addresses.length > 200) throw badUserInput('addresses', 'addresses must be at most 200.');
  return commands.addressesOf(addresses);
};
