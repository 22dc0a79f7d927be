import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointsEarned, redeem } from '#rules/points';

const values = { USD: 1_000_000n, EUR: 920_000n, GBP: 790_000n, JPY: 1_500_000n };
const anyValue = fc.constantFrom(...Object.values(values));
const anyTotal = fc.bigInt(0n, 10n ** 15n);
const anyOffer = fc.oneof(fc.nat(5_000), fc.nat(2_147_483_647));

test('a point is worth the same everywhere: 1,000 points pay 10.00 USD, 9.20 EUR, 7.90 GBP or 1,500 yen', () =>
  expect(Object.values(values).map((value) => redeem(1_000, 100_000n, value).valueMinor)).toEqual([1_000n, 920n, 790n, 1_500n]));

test('a whole total is paid with the fewest points that cover it', () => {
  expect(redeem(1_000_000, 2_500n, values.USD)).toEqual({ points: 2_500, valueMinor: 2_500n });
  expect(redeem(1_000_000, 1_650n, values.EUR)).toEqual({ points: 1_794, valueMinor: 1_650n });
  expect(redeem(1_000_000, 1_000n, values.JPY)).toEqual({ points: 667, valueMinor: 1_000n });
});

test('points that make no whole cent more stay with the customer', () => {
  expect(redeem(101, 100_000n, values.EUR)).toEqual({ points: 100, valueMinor: 92n });
  expect(redeem(1, 100_000n, values.GBP)).toEqual({ points: 0, valueMinor: 0n });
  expect(redeem(1, 100_000n, values.JPY)).toEqual({ points: 1, valueMinor: 1n });
});

test('1 % of the goods is earned: a point a dollar, 108 points for 100 euros, 66 for 10,000 yen', () =>
  expect([pointsEarned(10_000n, values.USD), pointsEarned(10_000n, values.EUR), pointsEarned(10_000n, values.JPY)]).toEqual([
    100, 108, 66,
  ]));

test('a currency without a value earns and takes no points', () => {
  expect(redeem(500, 1_000n, 0n)).toEqual({ points: 0, valueMinor: 0n });
  expect(pointsEarned(1_000n, 0n)).toBe(0);
});

test('points never give more than they are worth, than the total, or than were offered; one less would give less', () =>
  fc.assert(
    fc.property(anyOffer, anyTotal, anyValue, (offered, totalMinor, value) => {
      const { points, valueMinor } = redeem(offered, totalMinor, value);
      expect(BigInt(points) * value >= valueMinor * 1_000_000n).toBe(true);
      expect(valueMinor <= totalMinor && points <= offered).toBe(true);
      if (points > 0) expect((BigInt(points - 1) * value) / 1_000_000n < valueMinor).toBe(true);
      // All that was offered counts, up to the total.
      expect(valueMinor === totalMinor || valueMinor === (BigInt(offered) * value) / 1_000_000n).toBe(true);
    }),
  ));

test('what is earned with a purchase gives back at most 1 % of it, in whichever currency it is redeemed', () =>
  fc.assert(
    fc.property(anyTotal, anyValue, anyValue, (goodsMinor, earnedAt, redeemedAt) => {
      const points = pointsEarned(goodsMinor, earnedAt);
      expect(BigInt(points) * earnedAt * 100n <= goodsMinor * 1_000_000n).toBe(true);
      const { valueMinor } = redeem(points, 10n ** 15n, redeemedAt);
      // The same worth, seen from the currency it was earned in.
      expect(valueMinor * earnedAt * 100n <= goodsMinor * redeemedAt).toBe(true);
    }),
  ));
