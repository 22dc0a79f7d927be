import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { destinationOf } from '#rules/basket';
import type { PricedBasket } from '#rules/quote';
import { priced, rules } from '#testing/rules';

const anyBasket = fc.record({
  currency: fc.constantFrom('USD' as const, 'JPY' as const, 'GBP' as const),
  lines: fc.array(fc.record({ sku: fc.constantFrom('MUG', 'TEA'), quantity: fc.integer({ min: 1, max: 10_000 }) }), { maxLength: 8 }),
  destination: fc.constantFrom(
    null,
    ...[
      ['US', 'CA'],
      ['US', 'NY'],
      ['US', ''],
      ['GB', ''],
      ['JP', ''],
      ['BR', ''],
    ].map(([country = '', region]) => destinationOf(country, region)),
  ),
  couponCodes: fc.array(fc.constantFrom(...rules.coupons.keys(), 'nope', 'welcome10'), { maxLength: 10 }),
  redeemPoints: fc.oneof(fc.nat(5000), fc.nat()),
  customerId: fc.constantFrom(null, 'ada', 'grace'),
  buyerKey: fc.constantFrom(null, 'ada@example.com'),
});

describe('for any basket', () => {
  const sum = (items: readonly bigint[]) => items.reduce((a, b) => a + b, 0n);
  const holds = (claim: (quote: PricedBasket) => void) =>
    fc.assert(
      fc.property(anyBasket, (one) => claim(priced(one))),
      { numRuns: 500 },
    );

  test('the lines add up to the subtotal, the tax and the coupons', () =>
    holds((quote) => {
      expect(sum(quote.lines.map((line) => line.totalMinor))).toBe(quote.subtotalMinor);
      const ofShipping = (included: boolean) =>
        sum(quote.shippingTaxes.map((share) => (quote.taxes[share.rate]?.included === included ? share.taxMinor : 0n)));
      expect(sum(quote.lines.map((line) => line.taxMinor)) + ofShipping(false)).toBe(quote.taxMinor);
      expect(sum(quote.lines.map((line) => line.includedTaxMinor)) + ofShipping(true)).toBe(quote.includedTaxMinor);
      expect(sum(quote.lines.map((line) => line.discountMinor)) + quote.pointsValueMinor).toBe(quote.discountMinor);
    }));

  test('discounts add up to the discount, their shares to the lines, taxes by rate to the taxes', () =>
    holds((quote) => {
      expect(sum(quote.discounts.map(({ amountMinor }) => amountMinor))).toBe(quote.discountMinor);
      expect(sum(quote.taxes.map(({ taxMinor }) => taxMinor))).toBe(quote.taxMinor + quote.includedTaxMinor);
      for (const line of quote.lines) expect(sum(line.discountSharesMinor)).toBe(line.discountMinor);
      for (const [index, { kind, amountMinor }] of quote.discounts.entries())
        if (kind === 'COUPON') expect(sum(quote.lines.map((line) => line.discountSharesMinor[index] ?? 0n))).toBe(amountMinor);
    }));

  test('total = subtotal - discount + shipping + tax, and so ends the trace', () =>
    holds((quote) => {
      expect(quote.totalMinor).toBe(quote.subtotalMinor - quote.discountMinor + quote.shippingMinor + quote.taxMinor);
      expect(quote.trace.at(-1)?.afterMinor).toBe(quote.totalMinor);
      for (const [index, step] of quote.trace.entries()) expect(step.beforeMinor).toBe(quote.trace[index - 1]?.afterMinor ?? 0n);
    }));

  test('nothing is negative, and no line is discounted below 0', () =>
    holds((quote) => {
      const { subtotalMinor, discountMinor, shippingMinor, taxMinor, includedTaxMinor, totalMinor, pointsValueMinor } = quote;
      for (const amount of [subtotalMinor, discountMinor, shippingMinor, taxMinor, includedTaxMinor, totalMinor, pointsValueMinor])
        expect(amount >= 0n).toBe(true);
      for (const line of quote.lines)
        expect(line.discountMinor >= 0n && line.discountMinor <= line.totalMinor && line.taxMinor >= 0n).toBe(true);
    }));

  test('one line of ten is ten lines of one', () =>
    fc.assert(
      fc.property(anyBasket, fc.integer({ min: 2, max: 20 }), (one, pieces) => {
        const small = one.lines.map(({ sku, quantity }) => ({ sku, quantity: (quantity % 50) + 1 }));
        const together = priced({ ...one, lines: small.map(({ sku, quantity }) => ({ sku, quantity: quantity * pieces })) });
        const apart = priced({ ...one, lines: small.flatMap((line) => Array<typeof line>(pieces).fill(line)) });
        expect(apart).toEqual(together);
      }),
      { numRuns: 200 },
    ));

  test('a coupon is either applied or rejected, once', () =>
    fc.assert(
      fc.property(anyBasket, (one) => {
        const { discounts, rejectedCoupons } = priced(one);
        const applied = discounts.flatMap(({ code }) => code ?? []);
        const answered = [...applied, ...rejectedCoupons.map(({ coupon: code }) => code.toUpperCase())];
        expect(answered.sort()).toEqual([...new Set(one.couponCodes.map((code) => code.toUpperCase()))].sort());
      }),
    ));
});
