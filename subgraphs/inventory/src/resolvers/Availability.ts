import { isStaff } from '@cartograph/kit/caller';
import type { AvailabilityResolvers } from '#generated/resolvers';
import { availableOf, statusOf } from '#rules/stock';

export const Availability: AvailabilityResolvers = {
  available: (stock) => availableOf(stock),
  status: (stock) => statusOf(stock),
  onHand: ({ onHand }, _args, { caller }) => (isStaff(caller) ? onHand : null),
  reserved: ({ reserved }, _args, { caller }) => (isStaff(caller) ? reserved : null),
};
