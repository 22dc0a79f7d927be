import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { destinationOf } from '#rules/basket';
import { type TaxRate, taxRoundedPers, taxRoundings } from '#rules/tax';
import { type Taxes, taxesOf } from '#rules/taxes';
import { rate } from '#testing/rules';

const union = { included: true, roundedPer: 'RATE', appliesToShipping: true } as const;
const line = (totalMinor: bigint, taxCategory = 'standard', discountMinor = 0n) => ({ taxCategory, totalMinor, discountMinor });
const germany = [
  rate('DE', '', 190_000, union),
  ...['food', 'books'].map((taxCategory) => rate('DE', '', 70_000, { ...union, taxCategory })),
];
const inGermany = (lines: ReturnType<typeof line>[], shipping: bigint) => taxesOf(germany, destinationOf('DE', null), lines, shipping);
const shown = ({ rates }: Taxes) => rates.map(({ ratePpm, taxableMinor, taxMinor }) => [ratePpm / 10_000, taxableMinor, taxMinor]);

describe('shipping', () => {
  test('to Germany is part of the taxable amount: 11.60 and 4.90 of transport hold 2.63 at 19 %', () =>
    expect(shown(inGermany([line(1_160n)], 490n))).toEqual([[19, 1_387n, 263n]]));

  test('to Germany is split by the value of the goods where rates mix', () => {
    const taxes = inGermany([line(3_000n), line(1_000n, 'food')], 490n);
    expect(taxes.shipping.map(({ rate: row, amountMinor }) => [row, amountMinor])).toEqual([
      [0, 368n],
      [1, 122n],
    ]);
    expect(shown(taxes)).toEqual([
      [19, 2_830n, 538n],
      [7, 1_049n, 73n],
    ]);
  });

  test('is split by what the goods cost before, where coupons paid for all of them', () => {
    const taxes = inGermany([line(3_000n, 'standard', 3_000n), line(1_000n, 'food', 1_000n)], 490n);
    expect(taxes.shipping.map(({ amountMinor }) => amountMinor)).toEqual([368n, 122n]);
  });

  const newYork = [rate('US', 'NY', 40_000, { appliesToShipping: true }), rate('US', '', 0, { taxCategory: 'food' })];

  test('New York: a dryer of 499.95 and its contract of 30.00, delivered for 20.00, are taxed on 549.95 (TB-ST-838)', () =>
    expect(shown(taxesOf(newYork, destinationOf('US', 'NY'), [line(49_995n), line(3_000n)], 2_000n))).toEqual([[4, 54_995n, 2_200n]]));

  test('Washington: only the share of taxed goods is taxed (WAC 458-20-110), food keeps its share untaxed', () => {
    const taxes = taxesOf(newYork, destinationOf('US', 'NY'), [line(3_000n), line(1_000n, 'food')], 1_000n);
    expect(taxes.shipping).toEqual([{ rate: 0, amountMinor: 750n, taxMinor: 30n }]);
  });

  test('California: transport that is stated separately is not taxed (18 CCR 1628)', () =>
    expect(shown(taxesOf([rate('US', 'CA', 72_500)], destinationOf('US', 'CA'), [line(2_500n)], 595n))).toEqual([[7.25, 2_500n, 181n]]));

  test('Japan: delivery is a service of the standard rate, even of food', () => {
    const japan = { included: true, roundedPer: 'RATE', rounding: 'DOWN' } as const;
    const rates = [
      rate('JP', '', 100_000, japan),
      rate('JP', '', 80_000, { ...japan, taxCategory: 'food' }),
      rate('JP', '', 100_000, { ...japan, taxCategory: 'shipping' }),
    ];
    const taxes = taxesOf(rates, destinationOf('JP', null), [line(998n, 'food')], 800n);
    expect(shown(taxes)).toEqual([
      [8, 925n, 73n],
      [10, 728n, 72n],
    ]);
    expect(taxesOf(rates, destinationOf('JP', null), [line(998n, 'food')], 0n).rates).toHaveLength(1);
  });
});

describe('rounding', () => {
  test('three items of 0.99 at 7.25 %: 0.21 by item, 0.22 by invoice', () => {
    const lines = [line(99n), line(99n), line(99n)];
    const of = (roundedPer: 'LINE' | 'RATE') => taxesOf([rate('US', 'CA', 72_500, { roundedPer })], destinationOf('US', 'CA'), lines, 0n);
    expect(shown(of('LINE'))).toEqual([[7.25, 297n, 21n]]);
    expect(shown(of('RATE'))).toEqual([[7.25, 297n, 22n]]);
    expect(of('RATE').lines.map(({ taxMinor }) => taxMinor)).toEqual([8n, 7n, 7n]);
  });

  test('Texas: T-shirts of 10, 25 and 50 dollars are taxed on the sum of 85 (Comptroller, "Sales Tax Collection")', () =>
    expect(
      shown(
        taxesOf(
          [rate('US', 'TX', 62_500, { roundedPer: 'RATE' })],
          destinationOf('US', 'TX'),
          [line(1_000n), line(2_500n), line(5_000n)],
          0n,
        ),
      ),
    ).toEqual([[6.25, 8_500n, 531n]]));

  test('goods of several categories at one rate are one line of the invoice, rounded once', () =>
    expect(shown(inGermany([line(333n, 'food'), line(333n, 'books')], 0n))).toEqual([[7, 622n, 44n]]));
});

const anyRate = (country: string, region: string, taxCategory: string) =>
  fc
    .record({
      ratePpm: fc.nat(400_000),
      included: fc.boolean(),
      rounding: fc.constantFrom(...taxRoundings),
      roundedPer: fc.constantFrom(...taxRoundedPers),
      appliesToShipping: fc.boolean(),
    })
    .map((law): TaxRate => ({ country, region, taxCategory, ...law }));

test('whatever the rates: shares of lines and shipping add up, no tax is negative or more than what it is on', () =>
  fc.assert(
    fc.property(
      fc.tuple(anyRate('XX', '', 'standard'), anyRate('XX', 'R', 'food'), anyRate('XX', '', 'books'), anyRate('XX', '', 'shipping')),
      fc.boolean(),
      fc.array(
        fc.record({
          taxCategory: fc.constantFrom('standard', 'food', 'books', 'toys'),
          totalMinor: fc.bigInt(0n, 10n ** 9n),
          part: fc.nat(100),
        }),
        { maxLength: 12 },
      ),
      fc.bigInt(0n, 10_000n),
      (rates, ownShipping, goods, shipping) => {
        const lines = goods.map(({ part, ...one }) => ({ ...one, discountMinor: (one.totalMinor * BigInt(part)) / 100n }));
        const given = ownShipping ? rates : rates.slice(0, 3);
        const taxes = taxesOf(given, destinationOf('XX', 'R'), lines, lines.length === 0 ? 0n : shipping);
        for (const [row, { taxMinor, taxableMinor, included }] of taxes.rates.entries()) {
          const ofLines = taxes.lines.filter((share) => share.rate === row).reduce((sum, share) => sum + share.taxMinor, 0n);
          const ofShipping = taxes.shipping.filter((share) => share.rate === row);
          expect(ofLines + ofShipping.reduce((sum, share) => sum + share.taxMinor, 0n)).toBe(taxMinor);
          const charged = lines.reduce(
            (sum, one, index) => sum + (taxes.lines[index]?.rate === row ? one.totalMinor - one.discountMinor : 0n),
            ofShipping.reduce((sum, share) => sum + share.amountMinor, 0n),
          );
          expect(taxableMinor).toBe(included ? charged - taxMinor : charged);
          expect(taxableMinor >= 0n && taxMinor >= 0n).toBe(true);
        }
        expect(taxes.shipping.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) <= shipping).toBe(true);
        for (const { amountMinor, taxMinor } of taxes.shipping) expect(taxMinor >= 0n && taxMinor <= amountMinor).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  ));
