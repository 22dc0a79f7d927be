import { money, toWire } from '@cartograph/kit/money';
import type { OrderPendingResolvers, OrderPlacedResolvers, PriceChangedResolvers } from '#generated/resolvers';
import type { StoredMoney } from '#placing/rules/problem';

export const OrderPlaced: OrderPlacedResolvers = {
  order: async ({ placement }, _args, { loaders }) => {
    const order = await loaders.orders.load(placement.id);
    if (!order) throw new Error('a confirmed placement has no order');
    return order;
  },
};

/** Long enough not to be a burden, short enough for a person who looks at a spinner. */
const pollAfterMs = 1_000;

export const OrderPending: OrderPendingResolvers = {
  pollAfterMs: () => pollAfterMs,
};

const wire = ({ minor, currency }: StoredMoney) => toWire(money(BigInt(minor), currency));

export const PriceChanged: PriceChangedResolvers = {
  expected: ({ expected }) => wire(expected),
  actual: ({ actual }) => wire(actual),
};
