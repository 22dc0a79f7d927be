import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentOf, type TaxRounding, taxOn } from '#rules/tax';

const added = (ratePpm: number, rounding: TaxRounding = 'HALF_UP') => ({ ratePpm, rounding, included: false });
const included = (ratePpm: number, rounding: TaxRounding = 'HALF_UP') => ({ ratePpm, rounding, included: true });

describe('one amount, as tax offices work it out', () => {
  test('Texas: 8.25 % of 250.00 is 20.625, the third decimal is a five: 20.63 (Comptroller, "Sales Tax Collection")', () =>
    expect(taxOn(25_000n, added(82_500))).toBe(2_063n));

  test('Texas, price with tax: 20.00 at 8.25 % is 18.48 and 1.52 of tax (the same page)', () =>
    expect(taxOn(2_000n, included(82_500))).toBe(152n));

  test('Illinois: a trampoline of 23.33 and 7.97 of shipping are taxed 2.74 (Kean v. Wal-Mart, 235 Ill. 2d 351)', () =>
    expect(taxOn(2_333n + 797n, added(87_500))).toBe(274n));

  test('Washington: 6.5 % of 25.00 is 1.625: the third decimal is more than four, so 1.63 (SSUTA 324)', () => {
    expect(taxOn(2_500n, added(65_000))).toBe(163n);
    expect(taxOn(1_300n, added(65_000))).toBe(85n);
  });

  test('the third decimal decides, not what stands behind it: 0.0849 is 0.08, 0.085 is 0.09', () => {
    expect(taxOn(849n, added(10_000))).toBe(8n);
    expect(taxOn(850n, added(10_000))).toBe(9n);
  });

  test('United Kingdom: less than half a penny goes down, half a penny or more up (VATREC12030)', () => {
    expect(taxOn(249n, added(10_000))).toBe(2n);
    expect(taxOn(250n, added(10_000))).toBe(3n);
  });

  test('United Kingdom: the VAT fraction of 1/6 of 19.98 is 3.33', () => expect(taxOn(1_998n, included(200_000))).toBe(333n));

  test('Germany: 16.50 with 19 % included hold 2.63', () => expect(taxOn(1_650n, included(190_000))).toBe(263n));

  test('Japan: the seller may round down, up or to the nearer yen (National Tax Agency, qualified invoice Q&A)', () => {
    const of = (rounding: TaxRounding) => taxOn(998n, included(80_000, rounding));
    expect([of('DOWN'), of('HALF_UP'), of('UP')]).toEqual([73n, 74n, 74n]);
    expect(taxOn(1_080n, included(80_000, 'UP'))).toBe(80n);
  });

  test('half to even is there for the law that asks for it, and for what was frozen so', () => {
    expect([25n, 35n].map((amount) => taxOn(amount, added(100_000, 'HALF_EVEN')))).toEqual([2n, 4n]);
    expect([25n, 35n].map((amount) => taxOn(amount, added(100_000, 'HALF_UP')))).toEqual([3n, 4n]);
  });
});

test('no rounding is off by a whole minor unit, and DOWN <= half <= UP', () =>
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), fc.nat(1_000_000), fc.boolean(), (amount, ratePpm, isIncluded) => {
      const of = (rounding: TaxRounding) => taxOn(amount, { ratePpm, included: isIncluded, rounding });
      const divisor = isIncluded ? 1_000_000n + BigInt(ratePpm) : 1_000_000n;
      const exact = amount * BigInt(ratePpm);
      expect(of('DOWN') * divisor <= exact && exact < (of('DOWN') + 1n) * divisor).toBe(true);
      expect(of('UP') * divisor >= exact && exact > (of('UP') - 1n) * divisor).toBe(true);
      for (const half of [of('HALF_UP'), of('HALF_EVEN')]) expect(half === of('DOWN') || half === of('UP')).toBe(true);
      if (!isIncluded || ratePpm < 1_000_000) expect(of('UP') <= amount).toBe(true);
    }),
  ));

test('a rate is written exactly', () =>
  expect([72_500, 190_000, 88_750, 55_000, 0, 1, 1_000_000].map(percentOf)).toEqual(['7.25', '19', '8.875', '5.5', '0', '0.0001', '100']));
