import { holdsScope } from '@cartograph/kit/scopes';
import type { AvailabilityResolvers } from '#generated/resolvers';
import { availableOf, statusOf } from '#rules/stock';

export const Availability: AvailabilityResolvers = {
  available: (stock) => availableOf(stock),
  status: (stock) => statusOf(stock),
  onHand: ({ onHand }, _args, { caller }) => (holdsScope(caller, 'stock:read') ? onHand : null),
  reserved: ({ reserved }, _args, { caller }) => (holdsScope(caller, 'stock:read') ? reserved : null),
};
