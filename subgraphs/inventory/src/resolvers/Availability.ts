import type { Caller } from '@cartograph/kit/caller';
import { maxQuantity } from '@cartograph/kit/problems';
import { holdsScope } from '@cartograph/kit/scopes';
import type { AvailabilityResolvers } from '#generated/resolvers';
import { purchasableOf, sellableOf, statusOf } from '#rules/stock';

export const Availability: AvailabilityResolvers = {
  available: (stock, _args, context) => shown(sellableOf(stock), context),
  status: (stock) => statusOf(stock),
  onHand: ({ onHand }, _args, { caller }) => (holdsScope(caller, 'stock:read') ? onHand : null),
  reserved: ({ reserved }, _args, { caller }) => (holdsScope(caller, 'stock:read') ? reserved : null),
  expectedAt: (stock) => (statusOf(stock) === stock.terms?.backorder ? stock.terms.expectedAt : null),
  maxQuantity: (stock, _args, context) => shown(Math.min(purchasableOf(stock), maxQuantity), context),
};

/** Nobody counts a competitor's sales by asking how much is left. */
const shown = (units: number, { caller, shownAtMost }: { caller: Caller; shownAtMost: number }): number =>
  holdsScope(caller, 'stock:read') ? units : Math.min(units, shownAtMost);
