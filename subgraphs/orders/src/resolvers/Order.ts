import { mayReadCustomer } from '@cartograph/kit/caller';
import { money, toWire } from '@cartograph/kit/money';
import type { OrderConnectionResolvers, OrderLineResolvers, OrderResolvers, OrderTotalsResolvers } from '#generated/resolvers';

export const Order: OrderResolvers = {
  __resolveReference: async ({ id }, { loaders, caller }) => {
    const order = await loaders.orders.load(id);
    return order && mayReadCustomer(caller, order.customerId ?? '') ? order : null;
  },
  customer: ({ customerId }) => (customerId === null ? null : { id: customerId }),
  lines: async ({ id, currency }, _args, { loaders }) => (await loaders.orderLines.load(id)).map((line) => ({ ...line, currency })),
  totals: (order) => order,
  timeline: ({ id }, _args, { loaders }) => loaders.orderEvents.load(id),
};

export const OrderLine: OrderLineResolvers = {
  variant: ({ sku }) => ({ sku }),
  skuAtPurchase: ({ sku }) => sku,
  titleAtPurchase: ({ title }) => title,
  unitPrice: ({ unitMinor, currency }) => toWire(money(unitMinor, currency)),
  total: ({ totalMinor, currency }) => toWire(money(totalMinor, currency)),
};

export const OrderTotals: OrderTotalsResolvers = {
  subtotal: ({ subtotalMinor, currency }) => toWire(money(subtotalMinor, currency)),
  discount: ({ discountMinor, currency }) => toWire(money(discountMinor, currency)),
  shipping: ({ shippingMinor, currency }) => toWire(money(shippingMinor, currency)),
  tax: ({ taxMinor, currency }) => toWire(money(taxMinor, currency)),
  includedTax: ({ includedTaxMinor, currency }) => toWire(money(includedTaxMinor, currency)),
  total: ({ totalMinor, currency }) => toWire(money(totalMinor, currency)),
};

export const OrderConnection: OrderConnectionResolvers = {
  totalCount: (page, _args, { useCases, loaders }) => useCases.countMatching(loaders, page),
};
