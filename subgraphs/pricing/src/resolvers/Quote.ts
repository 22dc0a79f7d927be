import { type CurrencyCode, money, toWire, type WireMoney } from '@cartograph/kit/money';
import { holdsScope } from '@cartograph/kit/scopes';
import type { QuoteResolvers } from '#generated/resolvers';
import { percentOf, taxLabel } from '#rules/tax';

const amountIn =
  (currency: CurrencyCode) =>
  (minor: bigint): WireMoney =>
    toWire(money(minor, currency));

export const Quote: QuoteResolvers = {
  lines: ({ lines, currency }) => {
    const amount = amountIn(currency);
    return lines.map((line) => ({
      sku: line.sku,
      quantity: line.quantity,
      list: amount(line.listMinor),
      unit: amount(line.unitMinor),
      total: amount(line.totalMinor),
      discount: amount(line.discountMinor),
      tax: amount(line.taxMinor),
      includedTax: amount(line.includedTaxMinor),
    }));
  },
  subtotal: ({ subtotalMinor, currency }) => amountIn(currency)(subtotalMinor),
  discount: ({ discountMinor, currency }) => amountIn(currency)(discountMinor),
  shipping: ({ shippingMinor, currency }) => amountIn(currency)(shippingMinor),
  tax: ({ taxMinor, currency }) => amountIn(currency)(taxMinor),
  includedTax: ({ includedTaxMinor, currency }) => amountIn(currency)(includedTaxMinor),
  shippingOption: ({ shippingOption }) => shippingOption,
  total: ({ totalMinor, currency }) => amountIn(currency)(totalMinor),
  discounts: ({ discounts, currency }) =>
    discounts.map(({ kind, code, label, amountMinor }) => ({ kind, code, label, amount: amountIn(currency)(amountMinor) })),
  taxes: ({ taxes, currency }) => {
    const amount = amountIn(currency);
    return taxes.map((tax) => ({
      label: taxLabel(tax),
      country: tax.country,
      region: tax.region || null,
      percent: percentOf(tax.ratePpm),
      included: tax.included,
      taxable: amount(tax.taxableMinor),
      tax: amount(tax.taxMinor),
    }));
  },
  rejectedCoupons: ({ rejectedCoupons }) =>
    rejectedCoupons.map((rejected) => ({ __typename: 'CouponRejected', code: 'COUPON_REJECTED', ...rejected })),
  trace: ({ trace, currency }, _args, { caller }) => {
    const amount = amountIn(currency);
    const shown = holdsScope(caller, 'prices:read') ? trace : trace.filter(({ remark }) => !remark);
    return shown.map(({ rule, label, beforeMinor, afterMinor }) => ({
      rule,
      label,
      before: amount(beforeMinor),
      after: amount(afterMinor),
    }));
  },
};
