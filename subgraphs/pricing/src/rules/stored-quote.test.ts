import { unsorted } from '@cartograph/kit/testing/jsonb-order';
import { expect, test } from 'vitest';
import type { FrozenQuote } from '#rules/frozen-quote';
import { fromStored, toStored } from '#rules/stored-quote';

const amounts = { discountMinor: 3n, taxMinor: 4n, includedTaxMinor: 0n, totalMinor: 50n };

const quote: FrozenQuote = {
  ...amounts,
  currency: 'USD',
  shippingMethod: null,
  lines: [{ ...amounts, sku: 'A', quantity: 1, unitMinor: 50n, listMinor: null, discountSharesMinor: [3n], taxCategory: null, taxRate: 0 }],
  subtotalMinor: 50n,
  shippingMinor: 5n,
  pointsToEarn: 1,
  pointsRedeemed: 2,
  pointsValueMinor: 2n,
  discounts: [{ kind: 'COUPON', code: 'TAKE5', label: 'coupon TAKE5', amountMinor: 1n }],
  taxes: [
    {
      label: 'DE 19 %',
      country: 'DE',
      region: null,
      ratePpm: 190_000,
      included: true,
      rounding: 'HALF_UP',
      roundedPer: 'RATE',
      taxableMinor: 50n,
      taxMinor: 4n,
    },
  ],
  shippingTaxes: [{ taxRate: 0, amountMinor: 5n, taxMinor: 1n }],
};

test('a quote is stored whole, in the order in which PostgreSQL keeps it', () => {
  const stored: unknown = JSON.parse(JSON.stringify(toStored(quote)));
  expect(unsorted(stored)).toEqual([]);
  expect(fromStored(toStored(quote), ['TAKE5'])).toEqual(quote);
});
