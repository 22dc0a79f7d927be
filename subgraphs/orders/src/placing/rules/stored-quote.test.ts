import { unsorted } from '@cartograph/kit/testing/jsonb-order';
import { expect, test } from 'vitest';
import { storedQuote, withoutOrdersFacts } from '#placing/rules/stored-quote';
import type { FrozenQuote } from '#remotes/pricing';

const amounts = { discountMinor: 0n, taxMinor: 4n, includedTaxMinor: 0n, totalMinor: 50n };

const quote: FrozenQuote = {
  ...amounts,
  currency: 'USD',
  lines: [
    { ...amounts, sku: 'A', quantity: 1, unitMinor: 50n, listMinor: 50n, discountSharesMinor: [0n], taxCategory: 'standard', taxRate: 0 },
  ],
  subtotalMinor: 50n,
  shippingMinor: 5n,
  pointsToEarn: 0,
  pointsRedeemed: 0,
  pointsValueMinor: 0n,
  discounts: [{ kind: 'COUPON', code: 'TAKE5', label: 'coupon TAKE5', amountMinor: 0n }],
  taxes: [
    {
      label: 'US-CA 7.25 %',
      country: 'US',
      region: 'CA',
      ratePpm: 72_500,
      included: false,
      rounding: 'HALF_UP',
      roundedPer: 'LINE',
      taxableMinor: 50n,
      taxMinor: 4n,
    },
  ],
  shippingTaxes: [{ taxRate: 0, amountMinor: 5n, taxMinor: 0n }],
};

test('a quote is handed to PostgreSQL in the order in which it keeps it', () => {
  expect(unsorted(storedQuote(quote))).toEqual([]);
  expect(unsorted(withoutOrdersFacts(storedQuote(quote)))).toEqual([]);
  expect(unsorted({ a: [{ bb: 1, a: 2 }] })).toEqual(['$.a.0']);
});
