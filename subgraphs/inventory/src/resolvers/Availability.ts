import { maxQuantity } from '@cartograph/kit/problems';
import { holdsScope } from '@cartograph/kit/scopes';
import type { AvailabilityResolvers } from '#generated/resolvers';
import { purchasableOf, sellableOf, statusOf } from '#rules/stock';

export const Availability: AvailabilityResolvers = {
  available: (stock) => sellableOf(stock),
  status: (stock) => statusOf(stock),
  onHand: ({ onHand }, _args, { caller }) => (holdsScope(caller, 'stock:read') ? onHand : null),
  reserved: ({ reserved }, _args, { caller }) => (holdsScope(caller, 'stock:read') ? reserved : null),
  expectedAt: (stock) => (statusOf(stock) === stock.terms?.backorder ? stock.terms.expectedAt : null),
  maxQuantity: (stock) => Math.min(purchasableOf(stock), maxQuantity),
};
