import { mayReadCustomer } from '@cartograph/kit/caller';
import { type CurrencyCode, money, toWire } from '@cartograph/kit/money';
import type {
  AppliedDiscountResolvers,
  OrderConnectionResolvers,
  OrderLineResolvers,
  OrderResolvers,
  OrderTotalsResolvers,
  TaxAmountResolvers,
} from '#generated/resolvers';
import { cancelRefusal } from '#order/rules/order';
import { percentOf } from '#order/rules/price-facts';

export const Order: OrderResolvers = {
  __resolveReference: async ({ id }, { loaders, caller }) => {
    const order = await loaders.orders.load(id);
    return order && mayReadCustomer(caller, order.customerId ?? '') ? order : null;
  },
  customer: ({ customerId }) => (customerId === null ? null : { id: customerId }),
  lines: async ({ id, currency }, _args, { loaders }) => (await loaders.orderLines.load(id)).map((line) => ({ ...line, currency })),
  totals: (order) => order,
  discounts: ({ discounts, currency }) => discounts?.map((discount) => ({ ...discount, currency })),
  taxes: ({ taxes, currency }) => taxes?.map((tax) => ({ ...tax, currency })),
  canCancel: (order) => cancelRefusal(order) === undefined,
  // Nothing can be sent back yet.
  canReturn: () => false,
  timeline: ({ id }, _args, { loaders }) => loaders.orderEvents.load(id),
};

export const OrderLine: OrderLineResolvers = {
  variant: ({ sku }) => ({ sku }),
  skuAtPurchase: ({ sku }) => sku,
  titleAtPurchase: ({ title }) => title,
  unitPrice: ({ unitMinor, currency }) => toWire(money(unitMinor, currency)),
  total: ({ totalMinor, currency }) => toWire(money(totalMinor, currency)),
  listPrice: ({ listMinor, currency }) => known(listMinor, currency),
  discount: ({ discountMinor, currency }) => known(discountMinor, currency),
  tax: ({ taxMinor, currency }) => known(taxMinor, currency),
  includedTax: ({ includedTaxMinor, currency }) => known(includedTaxMinor, currency),
};

const known = (minor: bigint | null, currency: CurrencyCode): ReturnType<typeof toWire> | null =>
  minor === null ? null : toWire(money(minor, currency));

export const AppliedDiscount: AppliedDiscountResolvers = {
  amount: ({ amountMinor, currency }) => toWire(money(BigInt(amountMinor), currency)),
};

export const TaxAmount: TaxAmountResolvers = {
  percent: ({ ratePpm }) => percentOf(ratePpm),
  taxable: ({ taxableMinor, currency }) => toWire(money(BigInt(taxableMinor), currency)),
  tax: ({ taxMinor, currency }) => toWire(money(BigInt(taxMinor), currency)),
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
